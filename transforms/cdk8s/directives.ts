import type { Directive } from '../../src/model/directive.js';
import type { Code } from '../../src/model/finding.js';
import type { Problem } from '../../src/model/source.js';
import { isBlank, lineAt, lineText } from '../../src/source/lines.js';
import { placeIn } from '../../src/source/place.js';
import type { Item } from './lists.js';
import type { Comment } from './parse.js';
import type { Program } from './read.js';
import type { Site } from './site.js';
import { isCommentLine, isHere, itemLines, itemsOfSite, ownNode } from './spots.js';

const MARK = /^(?:\/\/|\/\*)[\s*]*sidecar-migrate:\s*(.*?)\s*(?:\*\/)?$/s;

interface Spoken {
  readonly comment: Comment;
  readonly directive: Directive;
}

/** What the comments of a program say to this tool, and what is ill said. */
function spokenIn(path: string, { comments, lines }: Program) {
  const spoken: Spoken[] = [];
  const ill: { readonly comment: Comment; readonly message: string }[] = [];
  for (const comment of comments) {
    const words = MARK.exec(comment.text)?.[1];
    if (words === undefined) continue;
    const place = placeIn(lines, path, comment.start);
    const allow = /^allow\s+(SM\d{3})(?:\s+--\s+(.+))?$/.exec(words);
    if (words === 'sidecar' || words === 'keep' || words === 'ignore')
      spoken.push({ comment, directive: { kind: words, place } });
    else if (allow === null)
      ill.push({ comment, message: `says nothing known: ${JSON.stringify(words)}` });
    else if (allow[2] === undefined)
      ill.push({ comment, message: `allow ${allow[1]} gives no reason` });
    else
      spoken.push({
        comment,
        directive: { kind: 'allow', place, code: allow[1] as Code, reason: allow[2] },
      });
  }
  return { spoken, ill };
}

/** Those on the lines of a container; `ignore` above one is the word to keep it. */
export function directivesOn(path: string, program: Program, item: Item): readonly Directive[] {
  const { first, start, last } = itemLines(program, item);
  return spokenIn(path, program).spoken.flatMap(({ comment, directive }): readonly Directive[] => {
    const line = lineAt(program.lines, comment.start);
    if (line < first || line > last) return [];
    if (directive.kind !== 'ignore') return [directive];
    return lineBelow(program, comment) === start ? [{ kind: 'keep', place: directive.place }] : [];
  });
}

/** The `ignore` that stands above the statement, the constructor or the list of a workload. */
export function ignoredBy(path: string, program: Program, site: Site): Directive | null {
  const lines = linesOnTheWay(program, site);
  const found = spokenIn(path, program).spoken.find(
    ({ comment, directive }) =>
      directive.kind === 'ignore' && lines.includes(lineBelow(program, comment)),
  );
  return found?.directive ?? null;
}

function linesOnTheWay(program: Program, site: Site): readonly number[] {
  const lines: number[] = [];
  const list = site.containers?.property ?? site.node;
  const within = isHere(site, list) ? list : site.node;
  for (let node = within; node.parent !== undefined; node = node.parent) {
    if (node.getSourceFile() !== site.node.getSourceFile()) break;
    lines.push(lineAt(program.lines, node.getStart()));
    const isStatement = node.parent.kind === site.node.getSourceFile().kind;
    if (isStatement || (node.pos <= site.node.pos && 'members' in node)) break;
  }
  return lines;
}

function lineBelow(program: Program, comment: Comment): number {
  let line = lineAt(program.lines, comment.end) + 1;
  while (
    line < program.lines.starts.length &&
    (isBlank(lineText(program.lines, line)) || isCommentLine(program, line))
  )
    line++;
  return line;
}

/** Comments that speak to this tool and say nothing it knows, or stand where they speak of nothing. */
export function directiveProblems(path: string, program: Program): readonly Problem[] {
  const { spoken, ill } = spokenIn(path, program);
  const problem = (comment: Comment, message: string): Problem => ({
    kind: 'comment',
    path,
    place: placeIn(program.lines, path, comment.start),
    message: `comment ${message}`,
    remedy:
      'write "sidecar", "keep" or "allow SM113 -- reason" on or above a container, or "ignore" above what to leave alone',
  });
  const spans = program.sites.flatMap((site) =>
    itemsOfSite(site)
      .filter((item) => isHere(site, ownNode(item)))
      .map((item) => itemLines(program, item)),
  );
  const ways = program.sites.flatMap((site) => linesOnTheWay(program, site));
  const idle = spoken.filter(({ comment, directive }) => {
    const line = lineAt(program.lines, comment.start);
    const isOn = spans.some(({ first, last }) => line >= first && line <= last);
    return !isOn && !(directive.kind === 'ignore' && ways.includes(lineBelow(program, comment)));
  });
  return [
    ...ill.map(({ comment, message }) => problem(comment, message)),
    ...idle.map(({ comment, directive }) =>
      problem(
        comment,
        directive.kind === 'ignore'
          ? 'speaks of nothing: no pod spec is below it'
          : 'speaks of nothing: no container is below or beside it',
      ),
    ),
  ];
}
