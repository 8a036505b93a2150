import type { Input } from '../model/input.js';
import { memoryInput } from '../process/memory.js';
import { run } from '../run/run.js';
import { exitCode, failsCheck } from './exit-code.js';
import type { Asked } from './flags.js';
import type { Io } from './io.js';
import { sayNotes } from './notes.js';
import { deliverAll } from './outputs.js';
import { type Ended, sayReport } from './report.js';

/** Standard input to standard output: the migrated text, or the same text where nothing moves. */
export async function filter({ flags, settings, typed, say }: Asked, io: Io): Promise<number> {
  const path = flags.stdinFilename ?? 'stdin.yaml';
  const parts: Uint8Array[] = [];
  for await (const part of io.stdin)
    parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  const bytes = Buffer.concat(parts);
  const input: Input = {
    ...memoryInput(new Map()),
    files: () => [{ path, named: true, provenance: null, load: () => bytes }],
  };
  const outcome = await run(input, settings);
  if (flags.notes === true) return sayNotes(outcome.notes, io);
  const ended: Ended = {
    outcome,
    flags,
    settings,
    named: new Set([path]),
    paths: ['-'],
    typed,
    isFilter: true,
    textOf: () => bytes.toString(),
    pathInDiff: (own) => own,
    apply: null,
  };
  const delivered = await deliverAll(ended, { data: outcome.files[0]?.after ?? bytes }, io, say);
  const code = exitCode({
    outcome,
    named: ended.named,
    strict: flags.strict === true,
    failed: !delivered,
    check: flags.check === true && failsCheck(outcome, flags.failOn),
  });
  await sayReport(ended, code, io);
  return code;
}
