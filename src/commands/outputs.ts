import { appendFileSync } from 'node:fs';
import { codeOf } from '../files/discover/disk.js';
import type { Format } from '../report/formats.js';
import { mainFormat } from './asked-formats.js';
import type { Io } from './io.js';
import { writeOutput } from './output.js';
import { type Ended, renderedIn } from './report.js';

type Say = (text: string) => void;

/** What standard output gets where no format is asked for. */
export type Unasked = { readonly format: Format } | { readonly data: string | Uint8Array };

/** Gives standard output and each file what it is to get. False where something could not be written. */
export async function deliverAll(
  ended: Ended,
  unasked: Unasked,
  io: Io,
  say: Say,
): Promise<boolean> {
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
