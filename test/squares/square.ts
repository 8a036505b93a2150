import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { MigrateOptions } from '../../src/index.js';
import { type Rig, withRig } from '../support/rig.js';
import { byTool, expectCommutes, type ReportedPod } from './commutes.js';
import { kustomizationsIn, renderAll } from './render.js';

export interface Report {
  readonly pods: readonly ReportedPod[];
  readonly failures: readonly unknown[];
  readonly files: readonly { readonly path: string }[];
}

/** How many kustomizations were compared, what was reported, and the migrated tree. */
export interface Square {
  readonly rendered: number;
  readonly report: Report;
  read(path: string): string;
}

/**
 * Migrates a copy of `<folder>/input` with the built command, renders every kustomization of both
 * with the real kubectl, and expects each square to commute. A kustomization that cannot be rendered
 * as it stands (a component, say) proves nothing, and must not be all there is.
 */
export async function expectSquare(
  folder: string,
  options: MigrateOptions = {},
  look: (square: Square) => void = () => {},
): Promise<void> {
  await withRig({}, async (rig) => {
    const [before, after] = [join(rig.dir, 'before'), join(rig.dir, 'after')];
    cpSync(join(folder, 'input'), before, { recursive: true });
    cpSync(join(folder, 'input'), after, { recursive: true });
    const report = migrateTree(rig, after, options);
    const paths = kustomizationsIn(before);
    const renders = await renderAll(
      paths.flatMap((path) => [join(before, path), join(after, path)]),
    );
    let rendered = 0;
    for (const path of paths) {
      const old = renders.get(join(before, path));
      const now = renders.get(join(after, path));
      if (old?.ok !== true) continue;
      expect(now?.ok === false ? now.message : null, `${path} renders`).toBeNull();
      if (now?.ok !== true) continue;
      rendered++;
      await expectCommutes({ before: old.text, after: now.text }, report.pods, byTool(options));
    }
    expect(rendered, `kustomizations of ${folder} that can be rendered`).toBeGreaterThan(0);
    look({ rendered, report, read: (path) => readFileSync(join(after, path), 'utf8') });
  });
}

/** Migrates a folder in place, and gives what the command reports. */
export function migrateTree(rig: Rig, folder: string, options: MigrateOptions): Report {
  const file = join(rig.dir, 'report.json');
  const args = ['--write', '--allow-dirty', '-q', '--format', 'json', '-o', file];
  const { code, err } = rig.run([...args, ...flagsOf(options), '.'], { cwd: folder });
  expect(code, err).toBe(0);
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  expect(report.failures).toEqual([]);
  return report;
}

/** Options as the command line takes them. */
function flagsOf(options: MigrateOptions): readonly string[] {
  return Object.entries(options).flatMap(([key, value]: [string, unknown]) => {
    const flag = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === true) return [flag];
    if (typeof value === 'string') return [flag, value];
    return Array.isArray(value) ? value.flatMap((one) => [flag, String(one)]) : [];
  });
}
