import type { ListForm } from './list-form.js';

/** How a values key holds containers. */
export type ValuesShape =
  | 'list'
  /** Keyed by the names of the containers. */
  | 'map'
  /** The text of a list, rendered by `tpl`. */
  | 'string'
  | 'list-or-string'
  | 'list-or-map'
  /** A strategic merge or a JSON patch of the rendered object. */
  | 'patch'
  | 'unknown';

/** Whether template actions in a list are run; `text`: only where it is a text; null: not known. */
export type ChartTpl = boolean | 'text' | null;

/** Where a chart puts the list of the user among init containers of its own. */
export type ChartPosition =
  /** The chart has none of its own. */
  | 'alone'
  | 'after-own'
  | 'before-own'
  | 'by-name'
  /** By `dependsOn` where an entry has it, else by name. */
  | 'by-edges'
  | 'unknown';

/** What goes wrong with some charts, beside what shapes and templating tell. */
export type ChartHazard =
  /** The template fills image, mounts or security context into each item of the source list. */
  | 'item-defaults'
  /** Items have fields that only the chart reads. */
  | 'dialect'
  /** The template writes a key behind the last init container. */
  | 'text-glue'
  /** The template indents the target list otherwise than its own init containers: both together are no YAML. */
  | 'two-indents'
  /** A list here hides another list of init containers: of all components, or under an older key. */
  | 'hides-another'
  /** With a list here the template adds an init container of its own, that was left out without. */
  | 'brings-own'
  /** The chart's own values have init containers in the target list. */
  | 'default-inits'
  /** The target list goes to other pods, too. */
  | 'fan-out'
  /** A key of this list exists for all components, and for each one. */
  | 'global-list'
  /** No template renders the list, but a program that makes pods. */
  | 'program'
  /** Nobody has read this in the chart itself. */
  | 'unverified';

/** One list of containers in the values of a chart, and the list of init containers beside it. */
export interface ChartComponent {
  /** Keys with dots between them, `*` for any one key; null: init containers only. */
  readonly from: string | null;
  readonly fromShape: ValuesShape;
  readonly fromTpl: ChartTpl;
  /** null: the chart takes no init containers here. */
  readonly to: string | null;
  readonly toShape: ValuesShape;
  readonly toTpl: ChartTpl;
  readonly position: ChartPosition;
  /** Whether `restartPolicy` of an init container reaches the pod; null: not known. */
  readonly passes: boolean | null;
  /** Templates that render the target list, and not the source list. */
  readonly fanOut: readonly string[];
  /** A value that leaves out every init container where it is true. */
  readonly skippedBy: string | null;
  /** Names in the list that are the chart's own or its main containers. */
  readonly ownNames: readonly string[];
  /** Whether the list holds every container of the pod, the application too. */
  readonly whole: boolean;
  readonly hazards: readonly ChartHazard[];
  /** Whether the map holds settings of sidecars that the chart makes, which it can make native. */
  readonly switched: boolean;
}

/** Values by which a chart makes a sidecar of its own native. */
export interface ChartSwitch {
  /** The map that the keys below are counted from, with dots; empty for the root. */
  readonly at: string;
  /** What the chart calls the sidecar, and its image without a tag. */
  readonly container: string;
  readonly image: string;
  /** The value that has it made; null: it is made anyway, and native unless something is set. */
  readonly madeBy: string | null;
  /** All of them together: one without the others does something else. */
  readonly sets: readonly SwitchValue[];
  /** The first version of the chart that has all of it; null: any that has the keys. */
  readonly since: string | null;
  /** A value with which the sidecar ends by itself, and would be started without end. */
  readonly ends: { readonly key: string; readonly value: string } | null;
  readonly says: string;
}

export interface SwitchValue {
  readonly key: string;
  readonly value: string | boolean;
  /** Other values that mean the same. */
  readonly or?: readonly string[];
}

/** What is known of one chart, or of a range of its versions. */
export interface Chart {
  /** `publisher/name`, with `@` and a range where versions differ. */
  readonly id: string;
  /** As Chart.yaml has it; `*` for every chart of the repositories. */
  readonly name: string;
  readonly repos: readonly string[];
  /** Major versions that this row is for, the second exclusive; null: no limit. */
  readonly since: number | null;
  readonly below: number | null;
  /** The version whose templates were read, where it is known. */
  readonly read: string | null;
  readonly source: string;
  /** Whether values.schema.json rejects keys that it does not know. */
  readonly closed: boolean;
  readonly components: readonly ChartComponent[];
  readonly switches: readonly ChartSwitch[];
  /** Ids of the charts whose values stand under their names. */
  readonly subcharts: readonly string[];
  /** Keys that look like a list of containers and are none. */
  readonly notContainers: readonly string[];
  /** The version that would do, where this one does not. */
  readonly upgrade: string | null;
  readonly note: string;
}

/** A chart as a user describes it in the config. */
export interface UserChart {
  readonly name: string;
  readonly repo: string;
  readonly from: string;
  readonly to: string;
  readonly shape: ListForm;
  readonly toShape: ListForm;
}

/** What a carrier says of the chart that it is for. */
export interface ChartReference {
  readonly name: string;
  /** URL; empty where nothing says it. */
  readonly repo: string;
  /** As written; empty where nothing says it. */
  readonly version: string;
}
