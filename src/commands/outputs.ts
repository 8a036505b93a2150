import { appendFileSync } from 'node:fs';
import { codeOf } from '../files/discover/disk.js';
import type { Format } from '../report/formats.js';
import { mainFormat } from './asked-formats.js';
import { exitCode } from './exit-code.js';
import { codeOfSignal, type Io } from './io.js';
import { writeOutput } from './output.js';
import { type Concluded, concluded, type Ended, renderedIn, sayReport } from './report.js';

type Say = (text: string) => void;

/** What standard output gets where no format is asked for. */
type Unasked = { readonly format: Format } | { readonly data: string | Uint8Array };

/** Gives standard output and each file what it is to get, and says what came of the run. Gives the exit code. */
export async function deliver(
  run: Ended,
  unasked: Unasked,
  failed: boolean,
  io: Io,
  say: Say,
): Promise<number> {
  const ended = concluded(run);
  if (io.life.stop !== null) {
    await sayReport(ended, 2, io);
    return codeOfSignal(io.life.stop);
  }
  const isDelivered = await deliverAll(ended, unasked, io, say);
  const code = exitCode(ended.outcome, ended.ending, failed || !isDelivered);
  await sayReport(ended, code, io);
  return code;
}

/** False where something could not be written. */
async function deliverAll(ended: Concluded, unasked: Unasked, io: Io, say: Say): Promise<boolean> {
  const { format = [], output } = ended.flags;
  const tell = async (each: Format, file: string | undefined): Promise<boolean> => {
    const { text, beside = '' } = await renderedIn(each, ended, file === undefined, io);
    const isWritten = writeOutput(text, file, io, say);
    return addToSummary(beside, io, say) && isWritten;
  };
  const asked = mainFormat(ended.flags);
  const main = asked === null ? unasked : { format: asked };
  const told =
    'format' in main
      ? [await tell(main.format, output)]
      : [writeOutput(main.data, output, io, say)];
  for (const { format: each, file } of format) if (file !== null) told.push(await tell(each, file));
  return told.every((isWritten) => isWritten);
}

/** GitHub shows on the page of a run what its steps add to this file. */
function addToSummary(text: string, { env }: Io, say: Say): boolean {
  const file = env.GITHUB_STEP_SUMMARY ?? '';
  if (text === '' || file === '') return true;
  try {
    appendFileSync(file, text);
    return true;
  } catch (error) {
    say(`GITHUB_STEP_SUMMARY: ${file} could not be written (${codeOf(error)})`);
    return false;
  }
}
