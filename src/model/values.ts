import type { Chart, ChartComponent, ChartReference } from './chart.js';
import type { Container } from './pod.js';
import type { Path } from './value.js';

/** An object that names a chart, or the repository of one. */
export interface SourceReference {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** What the document that carries values says of the release they are for. */
export interface Release {
  /** `file`: a values file by itself; `program`: a constructor or a call of a program. */
  readonly form:
    | 'HelmRelease'
    | 'Application'
    | 'ApplicationSet'
    | 'HelmChart'
    | 'Fleet'
    | 'file'
    | 'program';
  readonly name: string;
  readonly namespace: string;
  /** null: the document names none. */
  readonly chart: ChartReference | null;
  readonly source: SourceReference | null;
  /** Folder of the chart, where it lies in a repository of git; null elsewhere. */
  readonly folder: string | null;
  /** What else gives values to it, as nouns for people: `the Secret db (valuesFrom)`. */
  readonly layers: readonly string[];
  /** Names of single values that are set beside: `sidecars[0].image`. */
  readonly parameters: readonly string[];
  /** Why nothing in it may be edited, and what would help; null where it may. */
  readonly sealed: { readonly message: string; readonly remedy: string } | null;
}

/** Containers under one key of Helm values. A fragment has one where its lists are values. */
export interface ValuesSite {
  readonly release: Release;
  /** From the root of the values to the key that holds the containers. */
  readonly path: Path;
  readonly shape: 'list' | 'map' | 'string';
  /** What stands beside it in the same map under other keys that may hold containers. */
  readonly beside: ReadonlyMap<string, readonly Container[]>;
  /** Keys of that map whose value is no list and no map of containers, and is not empty. */
  readonly odd: readonly string[];
  /** What its chart makes of it. */
  readonly rule: ValuesRule;
}

export type ValuesRule =
  | {
      readonly ok: true;
      readonly chart: Chart;
      readonly component: ChartComponent;
      /** Whether nothing but its name says which chart it is. */
      readonly byName: boolean;
      /** Whether the file is the chart's own, whose keys are its documentation. */
      readonly own: boolean;
      /** What cannot be seen of the release, as clauses. */
      readonly unseen: readonly string[];
      /** Containers that another layer speaks of, by name, with its file. */
      readonly taken: ReadonlyMap<string, string>;
    }
  | { readonly ok: false; readonly message: string; readonly remedy: string };

export const UNRESOLVED: ValuesRule = {
  ok: false,
  message: 'it is not known which chart these values are for',
  remedy: 'name the chart where the values are, or move the container by hand',
};
