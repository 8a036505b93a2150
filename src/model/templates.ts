import type { Place } from './source.js';

/** A known sidecar that stands in a template of a chart, beside other containers. */
export interface TemplateSidecar {
  readonly name: string;
  /** As it is written, with its actions; null where it has none. */
  readonly image: string | null;
  /** Of the catalogue; null where the user says that it is one. */
  readonly family: string | null;
  readonly place: Place;
  /** Where init containers of its pod are; null where its lines cannot be moved as they are. */
  readonly target: 'absent' | 'present' | 'guarded' | null;
  /** Why a person has to find the lines; empty where they are given. */
  readonly reason: string;
  readonly next: string;
}

/** A template with such sidecars. It is never written: a template is a program. */
export interface TemplateFile {
  readonly path: string;
  /** Folder of its chart. */
  readonly chart: string;
  readonly sidecars: readonly TemplateSidecar[];
  /** The lines that would have to change, as a unified diff; empty where none can be given. */
  readonly diff: string;
  /** Unit tests of the chart that count containers by their place. */
  readonly tests: readonly string[];
}
