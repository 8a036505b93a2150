import { besideOf } from '../files/repository.js';
import { isProgram } from '../files/scan/program.js';
import type { Settings } from '../model/settings.js';
import { type ReadSide, readSide } from './expected.js';
import type { FileChange, Snapshot } from './model.js';
import { inputOf, textIn } from './snapshot.js';
import type { SidesOf } from './values-pairs.js';

const NONE: ReadonlySet<string> = new Set();

/** Reads both sides of a file that changed, or did not and should have; each once. */
export function readerOf(before: Snapshot, after: Snapshot, settings: Settings): SidesOf {
  const beside = {
    before: besideOf(inputOf(before, NONE)),
    after: besideOf(inputOf(after, NONE)),
  };
  const known = new Map<string, Awaited<ReturnType<SidesOf>>>();
  const read = async ({ kind, path, from }: FileChange): Promise<Both | null> => {
    const text = {
      before: from === null ? null : textIn(before, from),
      after: kind === 'deleted' ? null : textIn(after, path),
    };
    if (text.before === null || text.after === null) return null;
    if (isProgram(from ?? path) !== isProgram(path)) return null;
    const was = await readSide(from ?? path, text.before, settings, beside.before);
    if (was === null) return null;
    // What looked like values by its containers may look like any YAML without them.
    const is = await readSide(path, text.after, settings, beside.after, was.transform);
    return is === null ? null : { before: was, after: is };
  };
  return async (change) => {
    const found = known.get(change.path);
    if (found !== undefined) return found;
    const made = await read(change);
    known.set(change.path, made);
    return made;
  };
}

interface Both {
  readonly before: ReadSide;
  readonly after: ReadSide;
}
