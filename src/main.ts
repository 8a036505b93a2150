import { fstatSync } from 'node:fs';
import { cli } from './commands/cli.js';
import {
  codeOfSignal,
  forRunner,
  type Io,
  type Life,
  SIGNALS,
  type Signal,
} from './commands/io.js';
import { codeOf } from './files/discover/disk.js';

/** Starts the command on this process: the only place that knows its arguments and signals. */
export async function main(): Promise<void> {
  const life: Life = { stop: null, isWriting: false, written: 0 };
  let isBroken = false;
  for (const [name, stream] of [
    ['standard output', process.stdout],
    ['standard error', process.stderr],
  ] as const)
    stream.on('error', (error) => {
      // A reader that has seen enough (`| head`) is no error, and ends no change half-way.
      if (codeOf(error) === 'EPIPE') return;
      if (!isBroken && stream === process.stdout)
        process.stderr.write(
          `sidecar-migrate: ${name} could not be written (${codeOf(error)}), so the output is not complete; free some space and run again\n`,
        );
      isBroken = true;
      process.exitCode = 2;
    });
  for (const signal of Object.keys(SIGNALS) as Signal[])
    process.on(signal, () => end(life, signal));
  const cwd = workingFolder();
  if (cwd === null) {
    process.stderr.write(
      'sidecar-migrate: the working folder no longer exists, and nothing was written; go to another folder and run again\n',
    );
    process.exitCode = 2;
    return;
  }
  const io: Io = {
    cwd,
    env: process.env,
    stdin: process.stdin,
    stdout: Object.assign(process.stdout, { isPipe: isPipe(1) }),
    stderr: process.env.GITHUB_ACTIONS === 'true' ? forRunner(process.stderr) : process.stderr,
    terminal: process.stderr.isTTY ? process.stderr : null,
    life,
  };
  const code = await cli(process.argv.slice(2), io);
  process.exitCode = isBroken ? 2 : code;
}

/** A change that is being written is finished first; a second signal does not wait. */
function end(life: Life, signal: Signal): void {
  const isFirst = life.stop === null;
  life.stop ??= signal;
  if (life.isWriting && isFirst) return;
  const words =
    life.written === 0
      ? 'nothing was written'
      : `${life.written} files were written, the others were not`;
  process.stderr.write(`${process.stderr.isTTY ? '\r\u001b[K' : ''}Interrupted: ${words}.\n`);
  process.exit(codeOfSignal(signal));
}

function workingFolder(): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}

function isPipe(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFIFO();
  } catch {
    return false;
  }
}
