import { isMap, listAt, textAt, type Value } from '../../model/value.js';
import { valuesIn } from '../../yaml/read.js';

/** A dependency, by the key that its values stand under. */
export interface Dependency {
  readonly key: string;
  readonly name: string;
  readonly repo: string;
  readonly version: string;
}

/** Chart.yaml, as far as it matters here. */
export interface ChartFile {
  readonly name: string;
  /** The clusters that it may be installed in, as Helm reads it; empty: any. */
  readonly kubeVersion: string;
  readonly dependencies: readonly Dependency[];
}

/** Reads Chart.yaml and the requirements.yaml of Helm 2; null where there is no chart to read. */
export function readChartFile(chart: string, requirements: string | null): ChartFile | null {
  const value = firstOf(chart);
  const name = textAt(value, ['name']);
  if (name === undefined) return null;
  const older = requirements === null ? null : firstOf(requirements);
  const rows = [...listAt(value, ['dependencies']), ...listAt(older, ['dependencies'])];
  return {
    name,
    kubeVersion: textAt(value, ['kubeVersion']) ?? '',
    dependencies: rows.filter(isMap).flatMap((row) => {
      const own = textAt(row, ['name']);
      if (own === undefined) return [];
      const key = textAt(row, ['alias']) ?? own;
      return [
        {
          key,
          name: own,
          repo: textAt(row, ['repository']) ?? '',
          version: String(row.version ?? ''),
        },
      ];
    }),
  };
}

function firstOf(text: string): Value {
  return valuesIn(text)[0] ?? null;
}

/** The alternatives of a constraint, and one comparison of it (Masterminds/semver). */
const OR = /\|\|/;
const COMPARISON = /(<=?|>=?|!=|=|\^|~)?\s{0,9}v?1\.(\d{1,4})/g;

/** The oldest minor release of Kubernetes 1 that a constraint lets in; 0 where it names none. */
export function oldestMinor(constraint: string): number {
  const each = constraint.split(OR).map((part) => {
    const floors = [...part.matchAll(COMPARISON)].flatMap(([, sign = '=', minor = '']) =>
      sign.startsWith('<') || sign === '!=' ? [] : [Number(minor)],
    );
    return Math.max(0, ...floors);
  });
  return Math.min(...each);
}
