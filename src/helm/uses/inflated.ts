import { posix } from 'node:path';
import { GATHERED, patchEntriesIn } from '../../kustomize/fields.js';
import { isMap, listAt, type Value } from '../../model/value.js';
import type { Release } from '../../model/values.js';
import { valuesIn } from '../../yaml/read.js';
import { carrierOf } from '../carriers/index.js';
import type { TreeText } from '../layers/texts.js';

export interface InflatedRequest {
  readonly release: Release;
  /** The file that names the chart. */
  readonly path: string;
  readonly kustomizations: readonly TreeText[];
  readonly read: (path: string) => string | null;
}

/** A kustomization that patches containers of what a chart makes in one below it, or null. */
export function patchAbove(request: InflatedRequest): string | null {
  const { release, path, kustomizations, read } = request;
  if (carrierOf(release)?.lives !== 'kustomization') return null;
  const parsed = parsedOnce(kustomizations);
  const reached = new Set([path]);
  for (let size = 0; size !== reached.size; ) {
    size = reached.size;
    for (const each of parsed)
      if (each.values.some((value) => reaches(value, each.path, reached))) reached.add(each.path);
  }
  const found = parsed.find(
    (each) =>
      reached.has(each.path) &&
      each.values.some((value) => patchesContainers(value, each.path, read)),
  );
  return found?.path ?? null;
}

interface Parsed {
  readonly path: string;
  readonly values: readonly Value[];
}

const PARSED = new WeakMap<readonly TreeText[], readonly Parsed[]>();

/** Every release asks for the same kustomizations. */
function parsedOnce(kustomizations: readonly TreeText[]): readonly Parsed[] {
  const known = PARSED.get(kustomizations);
  if (known !== undefined) return known;
  const parsed = kustomizations.map(({ path, text }) => ({ path, values: valuesIn(text) }));
  PARSED.set(kustomizations, parsed);
  return parsed;
}

/** Whether a kustomization takes in one of some files, or the folder of one. */
function reaches(value: Value, path: string, reached: ReadonlySet<string>): boolean {
  const folders = new Set([...reached].map((each) => posix.dirname(each)));
  return [...GATHERED, 'generators'].some((key) =>
    listAt(value, [key]).some((entry) => {
      const own = posix.join(posix.dirname(path), String(entry));
      return reached.has(own) || folders.has(own.replace(/\/$/, ''));
    }),
  );
}

function patchesContainers(
  value: Value,
  path: string,
  read: (path: string) => string | null,
): boolean {
  const rest = isMap(value) ? { ...value, helmCharts: [] } : value;
  if (JSON.stringify(rest).includes('ontainers')) return true;
  const files = [
    ...patchEntriesIn(value).flatMap(({ file }) => file ?? []),
    ...listAt(value, ['transformers']).filter((entry) => typeof entry === 'string'),
  ];
  return files.some((file) => read(posix.join(posix.dirname(path), file))?.includes('ontainers'));
}
