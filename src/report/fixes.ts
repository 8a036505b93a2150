import type { TextEdit } from '../model/source.js';
import { joined } from '../text/edits.js';
import { type Lines, linesOf } from '../text/lines.js';
import type { Told } from './told.js';

/** What one change edits: right only together. */
export interface Fix {
  readonly files: readonly FileFix[];
}

export interface FileFix {
  /** As git has it. */
  readonly path: string;
  /** Of the text that the offsets of the edits are about. */
  readonly lines: Lines;
  /** In their order; none touches the next. */
  readonly edits: readonly TextEdit[];
}

/** The fixes of changes by their ids; null where the change has been written. */
export function fixesOf({ outcome, meta, pathOf }: Told): ReadonlyMap<string, Fix | null> {
  const lines = new Map(outcome.files.map(({ path, before }) => [path, linesOf(before)]));
  return new Map(
    outcome.proven.map(({ change, edits }): readonly [string, Fix | null] => {
      const isWritten = [...edits.keys()].every((path) => meta.written?.has(path) === true);
      const files = [...edits].flatMap(([path, own]) => {
        const its = lines.get(path);
        return its === undefined ? [] : [{ path: pathOf(path), lines: its, edits: joined(own) }];
      });
      return [change.id, isWritten ? null : { files }];
    }),
  );
}
