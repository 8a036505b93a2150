import { ts } from 'ts-morph';
import type { TextEdit } from '../../model/source.js';
import { isMap } from '../../model/value.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { insertion } from '../../text/edits.js';
import { isBlank, lineAt, lineStart, lineText } from '../../text/lines.js';
import { keyOf } from '../syntax/parse.js';
import { itemsOfSite } from '../workloads/item-lines.js';
import { DEFAULT_NAME } from '../workloads/l2.js';
import type { Program } from '../workloads/program.js';
import type { Site } from '../workloads/site.js';
import { commaAfter, cutLines, indentAt } from './geometry.js';
import type { Move } from './moves.js';

/** The edits inside one container: its restart policy, a name that was implied, keys that go. */
export function fieldEdits(
  program: Program,
  site: Site,
  move: Move,
  policy: string,
): readonly TextEdit[] {
  const { item, removes } = move;
  const fields: string[] = [];
  const isNamed = isMap(item.value) && item.value.name !== undefined;
  if (site.value.props !== undefined && !isNamed) fields.push('name');
  if (move.sets) fields.push('restartPolicy');
  if (item.literal === null) {
    if (removes.length > 0) throw new CannotEdit(`${move.name} is written elsewhere`);
    const quote = quoteOf(program, item.container);
    return move.sets
      ? wrapped(
          move,
          fields.map((key) => written(key, policy, quote)),
        )
      : [];
  }
  const { literal } = item;
  const quote = quoteOf(program, literal);
  for (const key of fields)
    if (literal.properties.some((property) => keyOf(property.name) === key))
      throw new CannotEdit(`${move.name} already has ${key}, and its value is not known`);
  return [
    ...removes.map((key) => removal(program, literal, key)),
    ...insertFields(
      program,
      site,
      literal,
      fields.map((key) => written(key, policy, quote)),
    ),
  ];
}

function written(key: string, policy: string, quote: string): Field {
  return [key, key === 'name' ? `${quote}${DEFAULT_NAME}${quote}` : policy];
}

/** `{ ...sidecar, restartPolicy: 'Always' }`: what makes the container stays as it is. */
function wrapped({ item, name }: Move, fields: readonly Field[]): readonly TextEdit[] {
  const { container } = item;
  if (ts.isSpreadElement(container)) throw new CannotEdit(`${name} comes from a spread`);
  const needsParens = !(
    ts.isIdentifier(container) ||
    ts.isCallExpression(container) ||
    ts.isPropertyAccessExpression(container)
  );
  const [open, close] = needsParens ? ['(', ')'] : ['', ''];
  return [
    insertion(container.getStart(), `{ ...${open}`),
    insertion(
      container.end,
      `${close}, ${fields.map(([key, value]) => `${key}: ${value}`).join(', ')} }`,
    ),
  ];
}

type Field = readonly [key: string, value: string];

function insertFields(
  program: Program,
  site: Site,
  literal: ts.ObjectLiteralExpression,
  fields: readonly Field[],
): readonly TextEdit[] {
  if (fields.length === 0) return [];
  const { lines } = program;
  const index = propertyBefore(site, literal);
  const previous = literal.properties[index];
  const quote = keyQuote(literal);
  const written = fields.map(([key, value]) => `${quote}${key}${quote}: ${value}`);
  if (previous === undefined) return [insertion(literal.getStart() + 1, ` ${written.join(', ')} `)];
  const start = previous.getStart();
  const isOwnLine = isBlank(lines.text.slice(lineStart(lines, lineAt(lines, start)), start));
  if (!isOwnLine) return [insertion(previous.end, written.map((text) => `, ${text}`).join(''))];
  // One key a line: behind the comma and the comment of the one before.
  const lead = indentAt(program, start);
  const comma = commaAfter(program, previous.end);
  const line = lineAt(lines, previous.end);
  const own = written.map((text) => `${lines.eol}${lead}${text}`);
  const end = lineStart(lines, line) + lineText(lines, line).length;
  const rest = lines.text.slice(comma < 0 ? previous.end : comma + 1, end);
  const restIsComment = isBlank(
    withoutComments(program, comma < 0 ? previous.end : comma + 1, end),
  );
  if (comma >= 0 && lineAt(lines, comma) !== line)
    throw new CannotEdit('the commas of the container are at the start of its lines');
  if (!restIsComment || (rest.trim() !== '' && endsInside(program, end)))
    return [insertion(previous.end, written.map((text) => `, ${text}`).join(''))];
  if (comma >= 0) return [insertion(end, own.map((text) => `${text},`).join(''))];
  return [insertion(previous.end, ','), insertion(end, own.join(','))];
}

/** A line that ends within a comment of several lines. */
function endsInside({ comments }: Program, end: number): boolean {
  return comments.some((comment) => comment.start < end && comment.end > end);
}

function withoutComments({ lines, comments }: Program, start: number, end: number): string {
  let text = '';
  let at = start;
  for (const comment of comments) {
    if (comment.end <= start || comment.start >= end) continue;
    text += lines.text.slice(at, Math.max(at, comment.start));
    at = comment.end;
  }
  return text + lines.text.slice(at, Math.max(at, end));
}

/** Index of the property that a new one goes behind: image, else name; never before a spread. */
function propertyBefore(site: Site, literal: ts.ObjectLiteralExpression): number {
  const keys = literal.properties.map((property) => keyOf(property.name) ?? '');
  const spread = literal.properties.findLastIndex((property) => ts.isSpreadAssignment(property));
  const image = keys.indexOf('image');
  const usual = Math.max(image >= 0 ? image : keys.indexOf('name'), 0);
  if (hasSortedKeys(site) && spread < 0) {
    const next = keys.findIndex((key) => key > 'restartPolicy');
    if (next !== 0) return (next < 0 ? keys.length : next) - 1;
  }
  return Math.max(usual, spread);
}

/** Whether every container of a pod has its keys in alphabetical order, one at least four. */
function hasSortedKeys(site: Site): boolean {
  const lists = itemsOfSite(site).map(({ literal }) =>
    (literal?.properties ?? []).map((property) => keyOf(property.name) ?? ''),
  );
  return (
    lists.some((keys) => keys.length >= 4) &&
    lists.every((keys) => keys.every((key, i) => i === 0 || (keys[i - 1] ?? '') <= key))
  );
}

/** A property with its line, or with the comma that it leaves over. */
function removal(program: Program, literal: ts.ObjectLiteralExpression, key: string): TextEdit {
  const { lines } = program;
  const index = literal.properties.findIndex((property) => keyOf(property.name) === key);
  const property = literal.properties[index];
  if (property === undefined) throw new CannotEdit(`${key} is not written in the container itself`);
  const comma = commaAfter(program, property.end);
  const first = lineAt(lines, property.getStart());
  const last = lineAt(lines, property.end);
  const alone =
    isBlank(lines.text.slice(lineStart(lines, first), property.getStart())) &&
    /^\s*(?:,\s*)?$/.test(
      lines.text.slice(property.end, lineStart(lines, last) + lineText(lines, last).length),
    );
  if (alone && comma >= 0) return cutLines(program, first, last);
  const previous = literal.properties[index - 1];
  if (previous !== undefined && comma < 0)
    return { start: previous.end, end: property.end, text: '' };
  const next = literal.properties[index + 1];
  if (next === undefined) throw new CannotEdit(`${key} is the only property of its container`);
  return { start: property.getStart(), end: next.getStart(), text: '' };
}

/** The quote of the strings of a container, else of the file. */
export function quoteOf({ lines }: Program, literal: ts.Node): '"' | "'" {
  for (const text of [literal.getText(), lines.text]) {
    const single = text.split("'").length;
    const double = text.split('"').length;
    if (single !== double) return single > double ? "'" : '"';
  }
  return "'";
}

function keyQuote(literal: ts.ObjectLiteralExpression): string {
  const name = literal.properties.find((property) => property.name !== undefined)?.name;
  return name !== undefined && ts.isStringLiteral(name) ? (name.getText()[0] ?? '') : '';
}
