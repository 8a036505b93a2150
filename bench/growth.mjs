// Whatever can grow is linear: each kind of input at half of its size and at all of it, as ratios of CPU seconds.
// `npm run bench:growth -- --size 1000 --only patches,overlays`; fails where one costs more than it should.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { KINDS } from './growth/kinds.mjs';

const BIN = join(import.meta.dirname, '..', 'bin', 'sidecar-migrate.js');
/** 1.3 times twice the half. */
const RATIO = 2.6;
const SECONDS = 10;
const MEGABYTES = 500;

const { values: flags } = parseArgs({
  options: {
    size: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '2' },
    only: { type: 'string' },
  },
});
const size = Number(flags.size);
const rounds = Number(flags.rounds);
const only = flags.only?.split(',') ?? [...KINDS.keys()];
const unknown = only.filter((name) => !KINDS.has(name));
if (!(size >= 2 && rounds >= 1) || unknown.length > 0) {
  console.error(
    `growth: kinds are ${[...KINDS.keys()].join(', ')}; --size and --rounds are numbers`,
  );
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'sidecar-migrate-growth-'));
const misses = [];
try {
  console.log(`| what | half of ${size}, s | ${size}, s | ratio | MB | moved |`);
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const name of only) measure(name);
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const miss of misses) console.log(`MISS  ${miss}`);
if (misses.length > 0) process.exitCode = 1;

function measure(name) {
  const sizes = [Math.round(size / 2), size];
  const trees = sizes.map((n) => {
    const top = join(work, `${name}-${n}`.replaceAll(' ', '-'));
    for (const [path, text] of KINDS.get(name)(n)) {
      mkdirSync(dirname(join(top, path)), { recursive: true });
      writeFileSync(join(top, path), text);
    }
    return top;
  });
  // In turns: other work on the machine meets both alike. The least is what it takes.
  const runs = Array.from({ length: rounds }, () => trees.map(run));
  const [half, whole] = trees.map((_, i) => Math.min(...runs.map((round) => round[i].seconds)));
  const peak = Math.max(...runs.map(([, { megabytes }]) => megabytes));
  const moved = runs[0][1].moved;
  console.log(
    `| ${name} | ${half.toFixed(2)} | ${whole.toFixed(2)} | ${(whole / half).toFixed(2)} | ${peak.toFixed(0)} | ${moved} |`,
  );
  if (whole / half > RATIO)
    misses.push(`${name}: ${(whole / half).toFixed(2)} times the half (at most ${RATIO})`);
  if (whole > SECONDS) misses.push(`${name}: ${whole.toFixed(1)} s (at most ${SECONDS})`);
  if (peak > MEGABYTES) misses.push(`${name}: ${peak.toFixed(0)} MB (at most ${MEGABYTES})`);
  for (const top of trees) rmSync(top, { recursive: true });
}

/** What the system counted for one preview. */
function run(top) {
  const file = join(work, 'usage');
  const script = `import{writeFileSync}from'node:fs';process.on('exit',()=>{const{userCPUTime:u,maxRSS:m}=process.resourceUsage();writeFileSync(${JSON.stringify(file)},u+' '+m)})`;
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(script)}`,
      BIN,
      '--no-color',
      '-o',
      '/dev/null',
      '--unsafe',
      '.',
    ],
    { cwd: top, encoding: 'utf8', maxBuffer: 2 ** 30 },
  );
  if (status !== 0) throw new Error(`${top} ended with ${status}: ${stderr.slice(0, 2000)}`);
  const [time, memory] = readFileSync(file, 'utf8').split(' ').map(Number);
  const moved = /(\d+) sidecars? in \d+ pods? /.exec(stderr)?.[1] ?? '0';
  return { seconds: time / 1e6, megabytes: memory / 1024, moved };
}
