import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Rig, type Run, rig, withRig } from '../support/rig.js';
import { codeOf, start, until } from '../support/started.js';
import { SITUATIONS, type Situation, type Typed } from './situations.js';

const LOOKS = [
  { columns: 60, color: false },
  { columns: 120, color: false },
  { columns: 60, color: true },
  { columns: 120, color: true },
] as const;

type Look = (typeof LOOKS)[number];

/** So long a terminal is read; what is more is what -v is for. */
const MOST = 40;

describe.each(Object.keys(SITUATIONS))('what is said: %s', (name) => {
  const situation = SITUATIONS[name] ?? { files: {}, runs: [] };

  it('is as it was read, at each width, with colours and without', {
    timeout: 120_000,
  }, async () => {
    const page = join(import.meta.dirname, 'outputs', `${name}.txt`);
    const parts: string[] = [];
    for (const look of LOOKS) {
      const told = await tell(situation, look);
      parts.push(
        `==== ${look.columns} columns, ${look.color ? 'with' : 'without'} colours ====\n\n${told}`,
      );
    }
    const text = parts.join('\n');
    if (process.env.UPDATE_FIXTURES === '1') writeFileSync(page, text);
    expect(text).toBe(readFileSync(page, 'utf8'));
  });
});

it(
  'three hundred pods fit a terminal, and their numbers are those of the JSON',
  { timeout: 60_000 },
  () =>
    withRig(SITUATIONS['300-mixed-pods']?.files ?? {}, (own) => {
      const { err } = own.run(['.']);
      expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(MOST);
      const { counts, verdict } = JSON.parse(own.run(['--format', 'json', '.', '-q']).out);
      expect(err.trimEnd().split('\n').at(-1)).toBe(verdict);
      const total = Object.values<number>(counts.pods).reduce((sum, each) => sum + each, 0);
      expect(total).toBe(300);
      expect(verdict).toContain(
        `in ${counts.pods.moved + counts.pods['partly-moved']} pods would move`,
      );
    }),
);

async function tell({ files, prepare, runs }: Situation, look: Look): Promise<string> {
  const own = rig(files);
  try {
    prepare?.(own);
    const parts: string[] = [];
    for (const typed of runs) {
      const run = await runOf(own, typed, look);
      parts.push(
        `$ sidecar-migrate ${typed.args.map(quoted).join(' ')}\n` +
          `---- exit code ${run.code}\n` +
          `---- standard output\n${visible(beginning(run.out))}---- standard error\n${visible(run.err)}`,
      );
    }
    return parts.join('\n');
  } finally {
    own.end();
  }
}

async function runOf(own: Rig, { args, input = '', interrupted }: Typed, look: Look): Promise<Run> {
  const env = { COLUMNS: String(look.columns), ...(look.color ? { FORCE_COLOR: '1' } : {}) };
  if (interrupted !== true) return own.run(args, { input, env });
  const proof = join(own.dir, 'proof');
  const run = start(own.dir, args, { ...process.env, ...env, PROOF: proof });
  await until(() => existsSync(proof));
  run.child.kill('SIGINT');
  return { code: await codeOf(run), signal: null, out: run.out(), err: run.err() };
}

function quoted(word: string): string {
  return /[\s"$]/.test(word) ? `'${word}'` : word;
}

/** Diffs have tests of their own: of a long one only how it begins. */
function beginning(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= 30) return text;
  return `${lines.slice(0, 12).join('\n')}\n(${lines.length - 12} more lines)\n`;
}

/** Escape characters as people can read them in a diff of this page. */
function visible(text: string): string {
  const shown = text.replaceAll('\u001b', '\\e');
  return shown === '' || shown.endsWith('\n') ? shown : `${shown}\n`;
}
