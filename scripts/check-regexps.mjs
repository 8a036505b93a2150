// Fails where a regular expression of src or transforms may take more than linear time: inputs are
// hostile. Two things make one slow: two repeats that share what they match, and a repeat that runs on
// from every start of a match, since each start is tried.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { RegExpParser } from '@eslint-community/regexpp';
import { isDisjointWith, JS, NFA } from 'refa';
import { analyse } from 'scslre';
import { Project, SyntaxKind } from 'ts-morph';

/** More tries than this a place are no longer a constant. */
const LONG = 1000;

/** Why an expression may be slow, in words; empty: it is linear. */
export function faultsOf(source, flags) {
  const faults = [];
  const literal = new RegExpParser().parseLiteral(`/${new RegExp(source, flags).source}/${flags}`);
  for (const report of analyse(literal, { assumeRejectingSuffix: false }).reports)
    if (report.type === 'Self') faults.push(`${report.quant.raw} repeats itself`);
  const all = repeats(literal.pattern);
  for (const [first, second, between] of pairsOf(all))
    if (share(first, second, between, flags))
      faults.push(`${first.raw} and ${second.raw} can match the same`);
  if (!flags.includes('y'))
    for (const each of all)
      if (runsOnFromEachStart(each, flags)) faults.push(`${each.raw} runs on from every start`);
  return faults;
}

function repeats(node) {
  const own = node.type === 'Quantifier' && node.max > LONG ? [node] : [];
  return [...own, ...childrenOf(node).flatMap(repeats)];
}

function childrenOf(node) {
  if (node.alternatives !== undefined && node.type !== 'CharacterClass') return node.alternatives;
  if (node.type === 'Alternative') return node.elements;
  return node.type === 'Quantifier' ? [node.element] : [];
}

/** Two repeats in one row, with what stands between them; and one with itself, in its next turn. */
function pairsOf(all) {
  const rows = all.map((each) => [each, around(each)]);
  const pairs = [];
  for (const [first, { after }] of rows)
    for (const [second, { before }] of rows)
      if (first !== second && after.some((node) => holds(node, second))) {
        const top = after.findIndex((node) => holds(node, second));
        const inner = before.slice(before.findIndex((node) => holds(node, first)) + 1);
        const shared = after.slice(0, top);
        const own = inner.filter((node) => !shared.includes(node));
        pairs.push([first, second, [...shared, ...own]]);
      }
  for (const [inner] of rows)
    for (const [outer] of rows)
      if (inner !== outer && holds(outer, inner)) {
        const { before, after } = around(inner, outer);
        pairs.push([inner, inner, [...after, ...before]]);
      }
  return pairs;
}

function holds(node, inner) {
  return node.start <= inner.start && inner.end <= node.end;
}

/** Whether a text exists that either of two repeats can take, with what stands between them in it. */
function share(first, second, between, flags) {
  if (cannotFail(second, flags)) return false;
  const middle = automaton(between.map((node) => text(node, flags)).join(''), flags);
  const run = NFA.fromIntersection(middle, automaton(runOf(first), flags));
  if (run.isEmpty) return false;
  // Both need a character in common: the empty text alone is no run.
  const both = NFA.fromIntersection(
    automaton(`(?:${leaves(first).join('|')})+`, flags),
    automaton(`(?:${leaves(second).join('|')})+`, flags),
  );
  return !both.isEmpty && !isDisjointWith(run, automaton(runOf(second), flags));
}

/** Whatever is made of the characters of a repeat: its words, and their parts. */
function runOf(repeat) {
  return `(?:${leaves(repeat).join('|')})*`;
}

function leaves(node) {
  if (isCharacter(node)) return [node.raw];
  if (node.type === 'Quantifier') return leaves(node.element);
  if (node.type === 'Assertion') return [];
  return childrenOf(node).flatMap(leaves);
}

/** Whether nothing behind a repeat can send it back. */
function cannotFail(repeat, flags) {
  const { after } = around(repeat);
  if (after.every((node) => isNullable(node))) return true;
  // `[^]*$` cannot fail.
  const isEnd = after.length === 1 && after[0].type === 'Assertion' && after[0].kind === 'end';
  return isEnd && !flags.includes('m') && isAnything(repeat.element, flags);
}

/** Whether a start of the match can lie in what the repeat of an earlier start has run over. */
function runsOnFromEachStart(repeat, flags) {
  if (cannotFail(repeat, flags)) return false;
  const { before } = around(repeat);
  const prefix = starting(before, flags);
  return !isDisjointWith(automaton(prefix, flags), automaton(runOf(repeat), flags));
}

/** What stands before and after a node in its alternative, and in those around it. */
function around(node, within = null) {
  const before = [];
  const after = [];
  for (
    let at = node;
    at !== within && at.parent !== null && at.parent !== undefined;
    at = at.parent
  ) {
    if (at.parent.type !== 'Alternative') continue;
    const { elements } = at.parent;
    const index = elements.indexOf(at);
    before.unshift(...elements.slice(0, index));
    after.push(...elements.slice(index + 1));
  }
  return { before, after };
}

function isNullable(node) {
  switch (node.type) {
    case 'Quantifier':
      return node.min === 0 || isNullable(node.element);
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives.some(({ elements }) => elements.every(isNullable));
    default:
      return false;
  }
}

function isAnything(element, flags) {
  return (
    element.raw === '[\\s\\S]' ||
    element.raw === '[^]' ||
    (element.raw === '.' && flags.includes('s'))
  );
}

/** The words that lead to a repeat, with what has to stand before them. */
function starting(nodes, flags) {
  const [first, second] = nodes;
  const rest = nodes
    .slice(1)
    .map((node) => text(node, flags))
    .join('');
  if (first?.type === 'Assertion' && first.kind === 'word')
    return `${startsWithWord(second) ? '\\W' : ''}${rest}`;
  if (first?.type === 'Assertion' && first.kind === 'lookbehind') {
    const [own] = first.alternatives[0].elements;
    const isOne = first.alternatives.every(
      ({ elements: e }) => e.length === 1 && isCharacter(e[0]),
    );
    const raw = first.alternatives.map(({ elements: e }) => inClass(e[0])).join('');
    if (own !== undefined && isOne) return `[${first.negate ? '^' : ''}${raw}]${rest}`;
  }
  return nodes.map((node) => text(node, flags)).join('');
}

function isCharacter(node) {
  return (
    node.type === 'Character' || node.type === 'CharacterClass' || node.type === 'CharacterSet'
  );
}

function inClass(node) {
  if (node.type !== 'CharacterClass') return node.raw;
  return node.negate ? '' : node.raw.slice(1, -1);
}

function startsWithWord(node) {
  if (node === undefined) return false;
  if (node.type === 'Quantifier') return node.min > 0 && startsWithWord(node.element);
  if (node.type === 'Group' || node.type === 'CapturingGroup')
    return node.alternatives.every(({ elements }) => startsWithWord(elements[0]));
  return isCharacter(node) && /^\w$|^\\w$|^\[(?:\w|\\w)/.test(node.raw);
}

/** A node as text without assertions: what is left matches more, never less. */
function text(node, flags) {
  switch (node.type) {
    case 'Assertion':
      if (node.kind === 'start') return flags.includes('m') ? '\\n' : '[]';
      return '';
    case 'Backreference':
      return '[^]*';
    case 'Quantifier':
      return `(?:${text(node.element, flags)})${node.max > LONG ? (node.min === 0 ? '*' : '+') : node.min === 0 ? '?' : ''}`;
    case 'Group':
    case 'CapturingGroup':
      return `(?:${node.alternatives.map((each) => text(each, flags)).join('|')})`;
    case 'Alternative':
      return node.elements.map((each) => text(each, flags)).join('');
    default:
      return node.raw;
  }
}

function automaton(source, flags) {
  const parser = JS.Parser.fromLiteral({ source, flags: flags.replace(/[gyd]/g, '') });
  const { expression, maxCharacter } = parser.parse({ assertions: 'disable' });
  return NFA.fromRegex(expression, { maxCharacter });
}

/** Each expression of a program, with its line; what a computed one is made of is read as a word. */
export function expressionsIn(file) {
  const found = [];
  const lines = file.getFullText().split('\n');
  file.forEachDescendant((node) => {
    const line = node.getStartLineNumber();
    // What only its use makes linear says so above: `// Linear: why`.
    const isExplained = lines
      .slice(Math.max(0, line - 4), line)
      .some((own) => /\/\/ Linear: \w/.test(own));
    if (node.isKind(SyntaxKind.RegularExpressionLiteral)) {
      const literal = node.getText();
      const end = literal.lastIndexOf('/');
      found.push({
        line,
        source: literal.slice(1, end),
        flags: literal.slice(end + 1),
        isExplained,
      });
    }
    if (node.isKind(SyntaxKind.NewExpression) && node.getExpression().getText() === 'RegExp') {
      const [pattern, flags] = node.getArguments();
      const source = sourceOf(pattern, file);
      found.push({ line, source, flags: flags?.getText().slice(1, -1) ?? '', isExplained });
    }
  });
  return found;
}

/** The text of a computed expression: constants of the file as they are, all else as a word. */
function sourceOf(node, file, depth = 0) {
  const inside = (each) => sourceOf(each, file, depth + 1);
  if (node === undefined || depth > 8) return 'x';
  if (
    node.isKind(SyntaxKind.StringLiteral) ||
    node.isKind(SyntaxKind.NoSubstitutionTemplateLiteral)
  )
    return node.getLiteralValue();
  if (node.isKind(SyntaxKind.TemplateExpression))
    return node
      .getTemplateSpans()
      .reduce(
        (so, span) => so + inside(span.getExpression()) + span.getLiteral().getLiteralText(),
        node.getHead().getLiteralText(),
      );
  if (node.isKind(SyntaxKind.RegularExpressionLiteral))
    return node.getText().slice(1, node.getText().lastIndexOf('/'));
  if (node.isKind(SyntaxKind.PropertyAccessExpression) && node.getName() === 'source')
    return inside(node.getExpression());
  if (!node.isKind(SyntaxKind.Identifier)) return 'x';
  const made = file.getVariableDeclaration(node.getText())?.getInitializer();
  return made === undefined ? 'x' : inside(made);
}

export function filesOf(root, folders) {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}

function main() {
  const root = join(fileURLToPath(import.meta.url), '../..');
  const project = new Project({ useInMemoryFileSystem: true });
  let [count, faults] = [0, 0];
  for (const path of filesOf(root, ['src', 'transforms']).sort()) {
    const file = project.createSourceFile(path, readFileSync(path, 'utf8'));
    for (const { line, source, flags, isExplained } of expressionsIn(file)) {
      count++;
      if (isExplained) continue;
      for (const fault of faultsOf(source, flags)) {
        faults++;
        console.error(`${path.slice(root.length + 1)}:${line}: /${source}/${flags}: ${fault}`);
      }
    }
    project.removeSourceFile(file);
  }
  if (faults > 0) {
    console.error(
      `\n${faults} regular expressions may take more than linear time. Bound the repeat ({0,80}),`,
    );
    console.error('begin it where it cannot begin twice ((?<!x)x+), or scan by hand.');
    process.exitCode = 1;
  } else console.log(`${count} regular expressions are linear.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
