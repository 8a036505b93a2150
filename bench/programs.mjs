// What TypeScript costs: a tree of programs without pods against reading it, the load of the parser,
// each migrated program, and memory. `--strict` fails on a miss.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TOP = join(import.meta.dirname, '..');
const BIN = join(TOP, 'bin', 'sidecar-migrate.js');
const FILES = 5_000;
const MIGRATABLE = 100;
const ROUNDS = 5;
const PROGRAM = readFileSync(join(TOP, 'fixtures', 'cdk8s', 'split', 'tail', 'input.ts'), 'utf8');

const work = mkdtempSync(join(tmpdir(), 'sidecar-migrate-bench-'));
let misses = 0;
try {
  main();
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (process.argv.includes('--strict') && misses > 0) process.exitCode = 1;

function main() {
  const still = tree('still', FILES, 0);
  const one = tree('one', FILES, 1);
  const moving = tree('moving', FILES, MIGRATABLE);
  const empty = tree('empty', 1, 0);
  const node = process.execPath;
  const programs = {
    floor: [node, join(TOP, 'bench', 'floor.mjs'), still],
    still: [node, BIN, '--unsafe', still],
    one: [node, BIN, '--unsafe', one],
    moving: [node, BIN, '--unsafe', moving],
    parser: [node, '-e', "require('ts-morph')"],
    empty: [node, BIN, '--unsafe', empty],
    nothing: [node, '-e', ''],
  };
  const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, [command, ...args]] of Object.entries(programs)) {
      const start = process.hrtime.bigint();
      const { status, stderr } = spawnSync(command, args, { cwd: TOP, maxBuffer: 2 ** 30 });
      if (status !== 0) throw new Error(`${name}: ${stderr}`);
      times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  console.log(`${FILES} programs; medians of ${ROUNDS} rounds, interleaved\n`);
  console.log('| program | ms |\n| --- | --- |');
  for (const name of Object.keys(programs))
    console.log(`| ${name} | ${median(times[name]).toFixed(0)} |`);
  const between = (a, b) => median(times[a].map((time, i) => time - times[b][i]));
  console.log();
  // A command takes a while to start, whatever it looks at: that is said apart.
  console.log(
    `      no pods, times reading the files, with both starts: ${median(times.still.map((t, i) => t / times.floor[i])).toFixed(2)}`,
  );
  target(
    'no pods, times reading the files',
    between('still', 'empty') / between('floor', 'nothing'),
    1.5,
  );
  console.log(`      the parser alone, ms: ${between('parser', 'nothing').toFixed(0)}`);
  console.log(
    `      the first program with everything that it loads, ms: ${between('one', 'still').toFixed(0)}`,
  );
  target('each further program, ms', between('moving', 'one') / (MIGRATABLE - 1), 20);
  const peak = spawnSync(
    '/usr/bin/env',
    [
      'bash',
      '-c',
      `"$0" "$1" --unsafe "$2" > /dev/null 2>&1 & pid=$!; peak=0; while [ -r /proc/$pid/status ]; do now=$(grep -s VmHWM /proc/$pid/status | tr -dc 0-9); [ -n "$now" ] && peak=$now; sleep 0.01; done; echo $peak`,
      node,
      BIN,
      moving,
    ],
    { encoding: 'utf8' },
  );
  target('peak memory, MB', Number(peak.stdout.trim()) / 1024, 400);
}

function tree(name, files, migratable) {
  const top = join(work, name);
  for (let i = 0; i < files; i++) {
    const folder = join(top, `package${i % 50}`);
    mkdirSync(folder, { recursive: true });
    const text = i < migratable ? PROGRAM : plain(i);
    writeFileSync(join(folder, `file${i}.ts`), text);
  }
  return top;
}

/** About 100 lines; some speak of containers, as pages of a web shop do. */
function plain(i) {
  const lines = Array.from(
    { length: 50 },
    (_, line) =>
      `export const value${line} = (text: string): string => \`\${text}-${i}-${line}\`;\n`,
  );
  const words = i % 10 === 0 ? 'export const containers = ["box", "crate"];\n' : '';
  return `import { readFileSync } from 'node:fs';\n${words}${lines.join('')}${lines.map((l) => `// ${l}`).join('')}`;
}

function target(what, value, limit) {
  const ok = value <= limit;
  if (!ok) misses++;
  console.log(`${ok ? 'ok   ' : 'MISS '} ${what}: ${value.toFixed(2)} (at most ${limit})`);
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
