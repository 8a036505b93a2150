// The squares of a checkout for `npm run survey`: `--prove` with the kubectl or kustomize on PATH.
import { spawnSync } from 'node:child_process';

/** How its lines begin, and the columns that count them. */
const WORDS = { proven: 'proven', 'left out': 'left out', differs: 'differs' };

export const COLUMNS = ['kustomizations affected', ...Object.keys(WORDS)];

/** Counts in the order of the columns, and what is to be read by eye: each that was not proven. */
export function squaresOf(command, cwd) {
  const [program, ...args] = command;
  const { status, stderr } = spawnSync(program, [...args, '--prove', '--no-color', '.'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const lines = stderr.split('\n').map((line) => line.replace(/^sidecar-migrate: /, ''));
  const found = Object.values(WORDS).map((word) =>
    lines.filter((line) => line.startsWith(`${word} `) && line.includes(': ')),
  );
  if (status !== 0 && found.at(-1).length === 0)
    throw new Error(`--prove ended with ${status} in ${cwd}: ${lines[0]}`);
  const counts = found.map(({ length }) => length);
  const touched = counts.reduce((sum, count) => sum + count, 0);
  const [, ...unproven] = found;
  return { counts: [touched, ...counts], unproven: unproven.flat() };
}
