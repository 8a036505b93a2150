import type { Chart, ChartComponent } from '../../model/chart.js';

/** A row as the data has it: what most charts have in common is left out. */
export type ChartEntry = Pick<Chart, 'name' | 'source'> &
  Partial<Omit<Chart, 'components'>> & {
    readonly components?: readonly ComponentEntry[];
  };

export type ComponentEntry = Partial<ChartComponent> & Pick<ChartComponent, 'from' | 'to'>;

/** The charts of one publisher, each with its repositories and what rows leave out. */
export function charts(
  publisher: string,
  repos: readonly string[],
  entries: readonly ChartEntry[],
): readonly Chart[] {
  return entries.map((entry) => chart(publisher, { repos, ...entry }));
}

/** One chart, as whoever describes it has it. */
export function chart(publisher: string, { components = [], ...entry }: ChartEntry): Chart {
  return {
    id: `${publisher}/${entry.name}`,
    repos: [],
    since: null,
    below: null,
    read: null,
    closed: false,
    switches: [],
    subcharts: [],
    notContainers: [],
    upgrade: null,
    note: '',
    ...entry,
    components: components.map(component),
  };
}

export function component(entry: ComponentEntry): ChartComponent {
  return {
    fromShape: 'list',
    fromTpl: false,
    toShape: 'list',
    toTpl: false,
    position: 'alone',
    passes: true,
    fanOut: [],
    skippedBy: null,
    ownNames: [],
    whole: false,
    hazards: [],
    switched: false,
    ...entry,
  };
}

/** Lists under the same two keys at several places. */
export function lists(
  prefixes: readonly string[],
  from: string,
  to: string | null,
  more: Partial<ChartComponent> = {},
): readonly ComponentEntry[] {
  const at = (prefix: string, key: string): string => (prefix === '' ? key : `${prefix}.${key}`);
  return prefixes.map((prefix) => ({
    ...more,
    from: at(prefix, from),
    to: to === null ? null : at(prefix, to),
  }));
}
