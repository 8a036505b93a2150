// Measures side by side in one run, as ratios: these machines are noisy. `--strict` fails on a miss.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTree } from './tree.mjs';

const TOP = join(import.meta.dirname, '..');
const BIN = join(TOP, 'bin', 'sidecar-migrate.js');
const AST_GREP = join(TOP, 'node_modules', '.bin', 'ast-grep');
const FILES = 20_000;
const MIGRATABLE = 500;
const KUSTOMIZATIONS = 2_000;
const RELEASES = 5_000;
const ROUNDS = 5;

const work = mkdtempSync(join(tmpdir(), 'sidecar-migrate-bench-'));
let misses = 0;
try {
  main();
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (process.argv.includes('--strict') && misses > 0) process.exitCode = 1;

function main() {
  const still = join(work, 'still');
  const moving = join(work, 'moving');
  makeTree(still, { files: FILES, migratable: 0 });
  makeTree(moving, { files: FILES, migratable: MIGRATABLE });
  const stillOverlaid = join(work, 'still-overlaid');
  const movingOverlaid = join(work, 'moving-overlaid');
  const overlaid = { files: FILES, kustomizations: KUSTOMIZATIONS };
  makeTree(stillOverlaid, { ...overlaid, migratable: 0 });
  makeTree(movingOverlaid, { ...overlaid, migratable: MIGRATABLE });
  const stillReleased = join(work, 'still-released');
  makeTree(stillReleased, { files: FILES, migratable: 0, releases: RELEASES });
  const pattern = join(work, 'pairs.yaml');
  writeFileSync(
    pattern,
    'id: containers\nlanguage: yaml\nrule:\n  kind: block_mapping_pair\n  has: {field: key, regex: ^containers$}\n',
  );

  const node = process.execPath;
  const programs = {
    floor: [node, join(TOP, 'bench', 'floor.mjs'), still],
    still: [node, BIN, '--unsafe', still],
    moving: [node, BIN, '--unsafe', moving],
    'still, overlaid': [node, BIN, '--unsafe', stillOverlaid],
    'moving, overlaid': [node, BIN, '--unsafe', movingOverlaid],
    'floor, released': [node, join(TOP, 'bench', 'floor.mjs'), stillReleased],
    'still, released': [node, BIN, '--unsafe', stillReleased],
    'ast-grep': [AST_GREP, 'scan', '--rule', pattern, still],
  };
  const times = interleaved(programs);
  const ratio = (name) => median(times[name].map((time, i) => time / times.floor[i]));
  const each = median(times.moving.map((time, i) => time - times.still[i])) / MIGRATABLE;

  console.log(
    `${FILES} files, ${MIGRATABLE} of them migratable in "moving"; medians of ${ROUNDS} rounds, interleaved\n`,
  );
  console.log('| program | ms | times the floor |\n| --- | --- | --- |');
  for (const name of Object.keys(programs))
    console.log(`| ${name} | ${median(times[name]).toFixed(0)} | ${ratio(name).toFixed(2)} |`);
  console.log();
  target('nothing to migrate, times the floor', ratio('still'), 1.5);
  target('each migrated file, ms', each, 5);
  const against = (name, other) => median(times[name].map((time, i) => time / times[other][i]));
  target(
    `${KUSTOMIZATIONS} kustomizations, times the tree without`,
    against('still, overlaid', 'still'),
    1.3,
  );
  console.log(
    `      where every one of them is an overlay of something that moves: ${against('moving, overlaid', 'moving').toFixed(2)}`,
  );
  target(
    `${RELEASES} values files and releases, times their floor`,
    against('still, released', 'floor, released'),
    1.5,
  );
  if (existsSync(AST_GREP))
    target(
      'faster than ast-grep, times',
      median(times['ast-grep'].map((t, i) => t / times.still[i])),
      5,
      true,
    );
  else console.log('MISS  @ast-grep/cli is not installed: nothing to compare with');

  const peaks = [FILES / 4, FILES, FILES * 2].map((files) => {
    const tree = join(work, `memory-${files}`);
    makeTree(tree, { files, migratable: MIGRATABLE });
    return { files, peak: peakMegabytes([BIN, '--unsafe', tree]) };
  });
  console.log();
  for (const { files, peak } of peaks)
    console.log(`peak memory with ${files} files: ${peak.toFixed(0)} MB`);
  target('peak memory, MB', Math.max(...peaks.map(({ peak }) => peak)), 300);
  target(
    'peak at eight times the files, times',
    (peaks[2]?.peak ?? 0) / (peaks[0]?.peak ?? 1),
    1.3,
  );
}

function target(what, value, limit, atLeast = false) {
  const ok = atLeast ? value >= limit : value <= limit;
  if (!ok) misses++;
  console.log(
    `${ok ? 'ok  ' : 'MISS'}  ${what}: ${value.toFixed(2)} (${atLeast ? 'at least' : 'at most'} ${limit})`,
  );
}

function interleaved(programs) {
  const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++)
    for (const [name, [command, ...args]] of Object.entries(programs)) {
      const start = process.hrtime.bigint();
      spawnSync(command, args, { stdio: 'ignore' });
      const took = Number(process.hrtime.bigint() - start) / 1e6;
      // The first round fills the system's cache.
      if (round > 0) times[name].push(took);
    }
  return times;
}

/** What the system counted as the largest resident set of a run. */
function peakMegabytes(args) {
  const script = `process.argv.splice(1, 1); process.on('exit', () => require('fs').writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS))); import(process.argv[1]);`;
  const file = join(work, 'peak');
  spawnSync(process.execPath, ['-e', script, 'x', ...args], {
    stdio: 'ignore',
    env: { ...process.env, PEAK_FILE: file },
  });
  return Number(readFileSync(file, 'utf8')) / 1024;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
