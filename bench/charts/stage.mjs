// A copy of a chart that renders without a network: dependencies come from the other checkouts, and what is
// in none of them is taken out of Chart.yaml, as its condition would do.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

const HEAVY = /\/(?:\.git|docs|tests|test|unittests?|ci|img|examples)$/;

/** `{ folder, left }`: where the copy stands, and the dependencies that it does without. */
export function stage(chart, charts, target) {
  const left = [];
  copy(chart, charts, target, left, 0);
  return { folder: target, left };
}

function copy({ folder }, charts, target, left, depth) {
  mkdirSync(target, { recursive: true });
  cpSync(folder, target, {
    recursive: true,
    filter: (path) => path === folder || (!HEAVY.test(path) && existsSync(path)),
    dereference: true,
  });
  rmSync(join(target, 'Chart.lock'), { force: true });
  const file = join(target, 'Chart.yaml');
  const own = parse(readFileSync(file, 'utf8'));
  const old = join(target, 'requirements.yaml');
  const older = existsSync(old) ? (parse(readFileSync(old, 'utf8'))?.dependencies ?? []) : [];
  const dependencies = own.dependencies ?? [];
  const kept = [];
  for (const dependency of [...dependencies, ...older]) {
    const { name } = dependency;
    if (existsSync(join(target, 'charts', name))) {
      kept.push({ ...dependency, version: '*' });
      continue;
    }
    const found = nearest(charts, name, folder);
    // A library renders nothing; an application is needed only where the values of the chart ask for it.
    const isLibrary = found?.type === 'library' || /common$/.test(name);
    if (found === undefined || !isLibrary || depth > 2) {
      left.push(name);
      continue;
    }
    copy(found, charts, join(target, 'charts', name), left, depth + 1);
    kept.push({ ...dependency, version: '*' });
  }
  rmSync(old, { force: true });
  rmSync(join(target, 'requirements.lock'), { force: true });
  const { kubeVersion: _, ...rest } = own;
  writeFileSync(file, stringify({ ...rest, apiVersion: 'v2', dependencies: kept }));
}

/** Libraries of several publishers have one name: that of the same checkout comes first. */
function nearest(charts, name, folder) {
  const shared = (other) => {
    const [own, parts] = [folder.split('/'), other.split('/')];
    const end = parts.findIndex((part, i) => part !== own[i]);
    return end < 0 ? parts.length : end;
  };
  return charts
    .filter((chart) => chart.name === name)
    .sort((a, b) => shared(b.folder) - shared(a.folder))[0];
}
