import type { Container } from '../../model/container.js';
import type { TextEdit } from '../../model/source.js';
import { listAt, type Value } from '../../model/value.js';
import type { NodeEdit } from './removal.js';

/** Part of a script, and its neighbours that stay: the list that they stand in is one of statements. */
export interface Cut {
  readonly start: number;
  readonly end: number;
  /** Where the statement before ends, and where the one behind begins; null: there is none. */
  readonly previous: number | null;
  readonly next: number | null;
}

/** Takes statements out of a script: whole lines where they have theirs, else with their separators. */
export function cutFrom(text: string, { start, end, previous, next }: Cut): TextEdit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const tail = /^[ \t]*;?[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  const to = end + tail;
  const isLast = to === text.length;
  if (text.slice(from, start).trim() === '' && (isLast || text[to] === '\n')) {
    if (!isLast) return { start: from, end: behindBlanks(text, from, to + 1), text: '' };
    return { start: Math.max(from - 1, 0), end: to, text: '' };
  }
  if (previous !== null) return { start: previous, end, text: '' };
  return { start, end: next ?? to, text: '' };
}

/** No script begins with a blank line, or has two in a row, for what was taken out of it. */
function behindBlanks(text: string, start: number, end: number): number {
  const isAfterBlank = start === 0 || /\n[ \t]*\n$/.test(text.slice(0, start));
  return isAfterBlank ? end + (/^(?:[ \t]*\n)*/.exec(text.slice(end))?.[0].length ?? 0) : end;
}

/** Items out of a list of a container, or the whole list where nothing would be left of it. */
export function without(
  container: Container,
  key: string,
  goes: (item: Value) => boolean,
): readonly NodeEdit[] {
  const items = listAt(container.value, [key]);
  const indexes = items.flatMap((item, i) => (goes(item) ? [i] : []));
  if (indexes.length === 0) return [];
  if (indexes.length === items.length) return [{ container, node: [key], texts: null }];
  return indexes.map((index) => ({ container, node: [key, index], texts: null }));
}
