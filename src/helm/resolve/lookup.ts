import { posix } from 'node:path';
import type { UserChart } from '../../model/chart.js';
import type { FollowedChart } from '../templates/follow.js';
import type { UsesIndex } from '../uses/uses.js';
import { type ChartFile, readChartFile } from './chart-file.js';
import { chartAbove, type Finder } from './near.js';
import type { SourceObject } from './sources.js';

/** What a release can be looked up in. */
export interface Lookup extends Finder {
  readonly sources: readonly SourceObject[];
  readonly charts: readonly UserChart[];
  /** What names values files, and the charts for them. */
  readonly uses: UsesIndex;
  /** What the templates of a chart in a folder make of its values. */
  readonly templates: (folder: string) => FollowedChart;
}

export function chartFileIn(folder: string, { read }: Lookup): ChartFile | null {
  const chart = read(posix.join(folder, 'Chart.yaml'));
  if (chart === null) return null;
  return readChartFile(chart, read(posix.join(folder, 'requirements.yaml')));
}

/** The folder of the chart that a values file is taken for: its own, or the one above. */
export function chartFolder(path: string, { read }: Lookup): string | null {
  return chartAbove(path, 2, (file) => read(file) !== null);
}
