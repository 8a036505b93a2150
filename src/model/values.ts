import type { Chart, ChartComponent, ChartReference } from './chart.js';
import type { Container } from './container.js';
import type { LayerGroup } from './layers.js';
import type { HeldForm, ListForm } from './list-form.js';
import type { Refusable, Refusal } from './refusal.js';
import type { Path, Value } from './value.js';

/** An object that names a chart, or the repository of one. */
export interface SourceReference {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** A values file as a release names it. */
export interface NamedFile {
  readonly written: string;
  /**
   * The folder it is counted from: that of the document, that or any above (a command runs anywhere),
   * or one from the root of the repository.
   */
  readonly from: 'document' | 'near' | { readonly root: string };
  /** What fills it in before it is values, or null. */
  readonly filledBy: string | null;
  /** Whether it need not be there. */
  readonly optional: boolean;
}

/** A key of a ConfigMap that a release takes values from. */
export interface NamedMap {
  readonly name: string;
  readonly namespace: string;
  readonly key: string;
}

/** What the document that carries values says of the release they are for. */
export interface Release {
  /**
   * What carries values, as people call it: a row of `src/helm/carriers/table.ts`, `program` (a call of one),
   * or `command` (a command, a program or an index, which only names values files).
   */
  readonly form: string;
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
  /** Values files that it names, in the order that Helm reads them. */
  readonly files: readonly NamedFile[];
  /** Other values of the same document that go to the same release. */
  readonly inline: readonly Value[];
  /** ConfigMaps that it takes values from. */
  readonly maps: readonly NamedMap[];
  /** The key of the ConfigMap that the values stand under; null elsewhere. */
  readonly mapKey: string | null;
  /** Whether it holds values only if a release of the tree says so. */
  readonly suspected: boolean;
  /** Why nothing in it may be edited, and what would help; null where it may. */
  readonly readOnly: Refusal | null;
}

/** Containers under one key of Helm values. A fragment has one where its lists are values. */
export interface ValuesSite {
  readonly release: Release;
  /** From the root of the values to the key that holds the containers. */
  readonly path: Path;
  readonly shape: ListForm;
  /** Whether only the templates of its chart can tell that these are containers. */
  readonly otherKey?: boolean;
  /** All values beside it, from their root. */
  readonly whole: Value;
  /** Whether the map that has the key has no other. */
  readonly alone: boolean;
  /** What other keys hold that may hold containers, by `keyOf`. */
  readonly beside: ReadonlyMap<string, readonly Container[]>;
  /** How they hold it, by the same. */
  readonly forms: ReadonlyMap<string, HeldForm>;
  /** The items of a list as they are written, without their comments, by name: for copies of them. */
  readonly written: ReadonlyMap<string, string>;
  /** Sidecars that a chart may make by itself, by what is set here; null where it holds containers. */
  readonly switched: readonly SwitchedSidecar[] | null;
  /** What its chart makes of it. */
  readonly rule: ValuesRule;
}

/** A sidecar that a chart makes, if it is that chart, and what makes it native. */
export interface SwitchedSidecar {
  readonly container: string;
  /** What is not set as it has to be, from the map that holds the settings. */
  readonly missing: readonly MissingValue[];
  /** The key and the value with which it ends by itself, if it is set, or null. */
  readonly ends: string | null;
}

export interface MissingValue {
  readonly path: Path;
  readonly value: string | boolean;
  /** Whether the key is there, with another value. */
  readonly present: boolean;
}

/** What a chart makes of containers in its values. */
export interface ChartRule {
  readonly chart: Chart;
  readonly component: ChartComponent;
  /** Where its init containers are, from the root of the values; null where it takes none. */
  readonly to: Path | null;
  /** The version of the chart; empty where nothing says it. */
  readonly version: string;
  /** Whether nothing but its name says which chart it is. */
  readonly byName: boolean;
  /** Whether the file is the chart's own, whose keys are its documentation. */
  readonly own: boolean;
  /** What cannot be seen of the release, as clauses. */
  readonly unseen: readonly string[];
  /** Containers of a map that something else than values speaks of, by name, with its place. */
  readonly taken: ReadonlyMap<string, string>;
  /** The other values of its releases; null where there are none. */
  readonly layers: LayerGroup | null;
}

/** Why nobody can say what a chart makes of them. */
export interface ChartRefusal extends Refusal {
  /** Set where the chart is sure, and says that these are no containers at all. */
  readonly none?: true;
  /** Set where the chart is sure, and writes these as containers. */
  readonly followed?: true;
  /** Set where a row of the config would help. */
  readonly unknown?: true;
}

export type ValuesRule = Refusable<ChartRule, ChartRefusal>;

export const UNRESOLVED: ValuesRule = {
  ok: false,
  message: 'it is not known which chart these values are for',
  remedy: 'name the chart beside the values, or move the container by hand',
};

/** How a place of values is called beside a site: by its key in the same map, elsewhere by all keys. */
export function keyOf(site: Path, place: Path): string {
  return isBeside(site, place) ? String(place.at(-1)) : place.join('.');
}

/** Whether two keys of values stand in one map. */
export function isBeside(site: Path, place: Path): boolean {
  return site.length === place.length && site.slice(0, -1).every((step, i) => step === place[i]);
}

/** The value of a text of containers, as it is compared: the list under a key that no chart has. */
export const TEXT_KEY = '$text';
