import { samePath } from '../../model/value.js';
import { contentMentions, type Guard, type TemplateOffset, type ValuesPath } from './abstract.js';
import { blockOf, INSERT, type Insert, type Line } from './lines.js';

/** One part of a list of containers, as templates write it. */
export type Element = {
  readonly guards: readonly Guard[];
  readonly at: TemplateOffset;
  /** Indexes of its lines. */
  readonly lines: readonly number[];
} /** A container of the chart's own, or something that nobody can tell from one. */ & (
  | { readonly kind: 'own'; readonly name: string }
  /** A list of the user, as it is. */
  | { readonly kind: 'list'; readonly insert: Insert; readonly path: ValuesPath }
  /** Each entry of a list or a map of the user. */
  | {
      readonly kind: 'entries';
      readonly path: ValuesPath;
      readonly shape: 'list' | 'map';
      /** Whether the entry is written as it is, or field by field. */
      readonly whole: boolean;
      readonly tpl: boolean;
      /** Whether `restartPolicy` is among the fields. */
      readonly passes: boolean;
    }
);

/** One list of a pod, by the line of its key. */
export interface Block {
  readonly key: number;
  readonly elements: readonly Element[];
  /** Text that the template writes behind the last container of the user, into that container. */
  readonly glued: boolean;
}

export interface Pod {
  /** What the object that it is in says of its kind; empty where nobody can tell. */
  readonly kind: string;
  readonly apiVersion: string;
  readonly containers: Block;
  readonly inits: readonly Block[];
  readonly at: TemplateOffset;
}

const KEY = /^["']?(containers|initContainers)["']?:\s*(?:#.*)?(\uFFFC)?$/;

/** Every pair of lists that lines hold, with what the user has of them. */
export function podsIn(lines: readonly Line[]): readonly Pod[] {
  return lines.flatMap(({ text, at }, i): readonly Pod[] => {
    if (KEY.exec(text)?.[1] !== 'containers') return [];
    const inits = siblings(lines, i).filter(
      (line) => KEY.exec(lines[line]?.text ?? '')?.[1] === 'initContainers',
    );
    return [
      {
        kind: fieldAround(lines, i, 'kind'),
        apiVersion: fieldAround(lines, i, 'apiVersion'),
        containers: blockAt(lines, i),
        inits: inits.map((line) => blockAt(lines, line)),
        at,
      },
    ];
  });
}

/** Lines of the same mapping, in the same column. */
function siblings(lines: readonly Line[], key: number): readonly number[] {
  const column = lines[key]?.column ?? 0;
  const found: number[] = [];
  const look = (i: number): boolean => {
    const line = lines[i];
    if (line === undefined || line.text.startsWith('---')) return false;
    if (isComment(line)) return true;
    if (line.column === column && !line.text.startsWith('-')) found.push(i);
    // A dash may begin the mapping itself: `- containers:` has its keys two columns on.
    return line.column >= column;
  };
  for (let i = key - 1; look(i); i--);
  for (let i = key + 1; look(i); i++);
  return found;
}

/** A field of the object that a line stands in: of the nearest that has it. Empty where an action writes it. */
function fieldAround(lines: readonly Line[], key: number, field: string): string {
  let column = lines[key]?.column ?? 0;
  for (let i = key - 1; i >= 0; i--) {
    const line = lines[i] as Line;
    if (line.column === 0 && line.text.startsWith('---')) break;
    if (isComment(line)) continue;
    const dash = /^(?:- +)*/.exec(line.text)?.[0] ?? '';
    column = Math.min(column, line.column + (line.column < column ? 0 : dash.length));
    const own = line.text.slice(dash.length);
    if (line.column + dash.length !== column || !own.startsWith(`${field}:`)) continue;
    const value = own.slice(field.length + 1).trim();
    return value.includes(INSERT) ? '' : value.replace(/^(["'])(.*)\1$/, '$2');
  }
  return '';
}

function isComment({ text }: Line): boolean {
  return text.startsWith('#');
}

function isDash({ text }: Line): boolean {
  return text === '-' || text.startsWith('- ') || text === `-${INSERT}`;
}

/** The list below a key: what stands deeper, or in its column with a dash. */
function blockAt(lines: readonly Line[], key: number): Block {
  const own = lines[key] as Line;
  const elements: Element[] = [];
  const inline = KEY.exec(own.text)?.[2] === undefined ? null : own.inserts[0];
  if (inline) return { key, elements: [opaque(own, [key])], glued: false };
  let dash: number | null = null;
  let item: number[] = [];
  let glued = false;
  const close = (): void => {
    if (item.length > 0) elements.push(elementOf(lines, item, own));
    item = [];
  };
  for (let i = key + 1; i < lines.length; i++) {
    const line = lines[i] as Line;
    if (isComment(line)) continue;
    const isList = /^\uFFFC+$/.test(line.text);
    if (line.column < own.column || line.text.startsWith('---')) break;
    if (line.column === own.column && !isDash(line)) {
      // What an action writes in the column of the key is the list only where it begins there.
      if (!isList) break;
      if (dash !== null && dash !== line.column) {
        if (mayBeContainers(line)) elements.push(opaque(line, [i]));
        break;
      }
    }
    if (isDash(line) && (dash === null || line.column <= dash)) {
      close();
      dash = line.column;
      item = [i];
    } else if (isList && (dash === null || line.column === dash) && !isFieldOf(lines, item, line)) {
      close();
      dash = line.column;
      elements.push(listAt(line, i));
    } else if (isList && dash !== null && line.column < dash) {
      close();
      elements.push(opaque(line, [i]));
    } else if (item.length > 0) item.push(i);
    else if (elements.length > 0) glued = true;
  }
  close();
  return { key, elements, glued };
}

/** A list of the user in another column than the items around it: one of the two cannot be there. */
function mayBeContainers({ inserts }: Line): boolean {
  return inserts.some(
    ({ content }) =>
      content.kind === 'values' && /(?:ontainers?|idecars)$/.test(content.path.at(-1) ?? ''),
  );
}

/** `nindent` behind a dash puts the fields of an item below it. */
function isFieldOf(lines: readonly Line[], item: readonly number[], line: Line): boolean {
  const first = lines[item[0] ?? -1];
  return first !== undefined && line.column > first.column;
}

function opaque(line: Line, own: readonly number[]): Element {
  return { kind: 'own', name: '', guards: line.guards, at: line.at, lines: own };
}

function listAt(line: Line, i: number): Element {
  const insert = blockOf(line);
  if (insert === null || insert.content.kind !== 'values') return opaque(line, [i]);
  const { guards, at, content } = insert;
  return { kind: 'list', insert, path: content.path, guards, at, lines: [i] };
}

/** An item that begins with a dash: the chart's own, or each one of the user's. */
function elementOf(lines: readonly Line[], item: readonly number[], key: Line): Element {
  const first = lines[item[0] ?? 0] as Line;
  const { guards, at } = first;
  const loop = guards.find(
    (guard) => guard.loop !== null && !key.guards.includes(guard) && fedBy(lines, item, guard.loop),
  )?.loop;
  if (!loop) {
    const name = /^-\s+["']?name["']?:\s*["']?([\w.-]+)["']?$/.exec(first.text)?.[1] ?? '';
    return { kind: 'own', name, guards, at, lines: item };
  }
  const entry = [...loop, '*'];
  const own = item.map((i) => lines[i] as Line);
  const column = first.column + 2;
  const isEntry = ({ content, layout }: Insert): boolean =>
    content.kind === 'values' && samePath(content.path, entry) && layout.indent === column;
  const wholes = own.flatMap(({ inserts }) => inserts).filter(isEntry);
  // Both forms of an entry may be written, each where it is one.
  const yaml = wholes.flatMap(({ content }) =>
    content.kind === 'values' && content.form !== 'raw' ? [content.tpl] : [],
  );
  const isNamed = own[0]?.inserts.some(({ content }) => content.kind === 'key') === true;
  const names = /^- +["']?name["']?: *["']?\uFFFC["']?$/.test(first.text) && isNamed;
  const rest = (names ? own.slice(1) : own).filter(({ text }) => text !== '-');
  const isWhole =
    yaml.length > 0 &&
    rest.length > 0 &&
    rest.every(
      ({ text, inserts }) =>
        (text === INSERT || (text === `- ${INSERT}` && !names)) && inserts.every(isEntry),
    );
  return {
    kind: 'entries',
    path: loop,
    shape: names ? 'map' : 'list',
    whole: isWhole,
    tpl: yaml.includes(true),
    passes: isWhole || own.some(({ text }) => text.startsWith('restartPolicy:')),
    guards,
    at,
    lines: item,
  };
}

/** Whether an item is made of entries of a list: its lines hold fields of them. */
function fedBy(lines: readonly Line[], item: readonly number[], loop: ValuesPath): boolean {
  return item.some((i) =>
    lines[i]?.inserts.some(
      ({ content }) =>
        (content.kind === 'key' && samePath(content.path, loop)) ||
        contentMentions(content).some((path) =>
          samePath(path.slice(0, loop.length + 1), [...loop, '*']),
        ),
    ),
  );
}
