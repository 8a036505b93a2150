// Squares on real charts: a tree is rendered, migrated with the built command, and rendered again.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { migrate } from '../../dist/src/index.js';
import { compare } from './compare.mjs';
import { template } from './helm.mjs';
import { podsIn } from './pods.mjs';
import { stringify } from './values.mjs';

const BIN = join(import.meta.dirname, '..', '..', 'bin', 'sidecar-migrate.js');
const OPTIONS = { unsafe: true, sidecar: ['agent'], keep: ['helper'], kubeVersion: '1.33' };

/** `{ state, why, places }`: moved, blocked, unseen (not in the render before) or WRONG. */
export async function squareOf(helm, chart, folder, { files }) {
  const tree = mkdtempSync(join(tmpdir(), 'squares-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    const render = rendererFor(helm, chart, folder, tree, files);
    const before = render();
    const broken = before.find(({ ok }) => !ok);
    if (broken !== undefined) return { state: 'unseen', why: `does not render: ${broken.message}` };
    const again = chart.varies ? render() : null;
    const report = await migrated(tree, files);
    const agents = report.pods
      .flatMap(({ containers }) => containers)
      .filter(({ name }) => name === 'agent');
    const moved = agents.filter(({ state }) => state === 'moved');
    if (report.failures.length > 0) return { state: 'WRONG', why: 'a proof failed' };
    const isSeen = podsIn(before.flatMap(({ objects }) => objects)).some(({ containers }) =>
      containers.some(({ name }) => name === 'agent'),
    );
    if (moved.length === 0) return { state: 'blocked', why: reasons(agents) };
    if (!isSeen) return { state: 'unseen', why: 'moved, and neither render has it' };
    const after = render();
    const places = [];
    for (const [i, { objects }] of before.entries()) {
      if (!after[i].ok) return { state: 'WRONG', why: `no longer renders: ${after[i].message}` };
      // Passwords and certificates are made anew each time.
      const varies = again === null ? new Set() : differing(objects, again[i].objects);
      const steady = [objects, after[i].objects].map((own) => without(own, varies));
      const square = compare(...steady, ['agent']);
      if (!square.ok) return { state: 'WRONG', why: square.message };
      places.push(...square.places);
    }
    return { state: 'moved', why: '', places };
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/** Every combination of layers. */
function rendererFor(helm, { name }, folder, tree, files) {
  if (files['release.yaml'] !== undefined)
    return () => {
      const documents = parseAllDocuments(readFileSync(join(tree, 'release.yaml'), 'utf8'));
      const values = join(tree, '..', `${tree.split('/').at(-1)}-values.yaml`);
      writeFileSync(values, stringify(documents.at(-1).toJS().spec.values));
      try {
        return [template(helm, folder, [values])];
      } finally {
        rmSync(values);
      }
    };
  mkdirSync(join(tree, 'shop', 'charts'));
  symlinkSync(folder, join(tree, 'shop', 'charts', name));
  const shop = join(tree, 'shop');
  const prod =
    files['shop/values-prod.yaml'] === undefined ? [] : [[join(shop, 'values-prod.yaml')]];
  return () => [[], ...prod].map((layers) => template(helm, shop, layers));
}

/** With the built command, or with the built library, which loads once. */
async function migrated(tree, files) {
  if (files['release.yaml'] === undefined) {
    const outcome = await migrate(new Map(Object.entries(files)), OPTIONS);
    for (const { path, after } of outcome.files) writeFileSync(join(tree, path), after);
    const pods = outcome.decisions.map(({ containers }) => ({
      containers: containers.map(({ container, ...own }) => ({ name: container.name, ...own })),
    }));
    return { pods, failures: outcome.failures };
  }
  const args = ['--unsafe', '--sidecar', 'agent', '--keep', 'helper', '--kube-version', '1.33'];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [BIN, ...args, '--write', '--format', 'json', '.'],
    { cwd: tree, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`the command gave no report: ${stderr.slice(0, 500)}`);
  }
}

function reasons(agents) {
  const blocks = agents.flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity === 'block'),
  );
  const words = blocks.map(({ code, message }) => `${code}: ${message}`);
  return (
    [...new Set(words)].join('; ') || agents.map(({ state }) => state).join(', ') || 'not found'
  );
}

/** Where two renders of the same tree have other single values. */
export function differing(left, right, at = '') {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return new Set(left === right ? [] : [at]);
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return new Set([...keys].flatMap((key) => [...differing(left[key], right[key], `${at}/${key}`)]));
}

function without(value, paths, at = '') {
  if (paths.has(at)) return 'made at random';
  if (Array.isArray(value)) return value.map((own, i) => without(own, paths, `${at}/${i}`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => [key, without(own, paths, `${at}/${key}`)]),
  );
}
