import type { Chart, ChartComponent } from '../../model/chart.js';
import type { Path } from '../../model/value.js';
import { component } from './row.js';

export interface ComponentAt {
  readonly component: ChartComponent;
  /** From the root of the chart's values. */
  readonly from: Path;
  /** The same; null where the chart takes no init containers. */
  readonly to: Path | null;
}

/** What a chart says of a list of containers at a path of its values, or null. */
export function componentAt(
  chart: Pick<Chart, 'components'> & Partial<Pick<Chart, 'switches'>>,
  path: Path,
): ComponentAt | null {
  const { components, switches = [] } = chart;
  if (switches.some(({ at }) => at !== '' && at === path.join('.')))
    return { component: settings(path), from: path, to: null };
  let found: ComponentAt | null = null;
  for (const component of components) {
    const { from, to } = component;
    const stars = from === null ? null : matched(from.split('.'), path);
    if (stars === null) continue;
    // A name outweighs a star.
    if (found !== null && from?.includes('*') === true) continue;
    found = { component, from: path, to: to === null ? null : filled(to.split('.'), stars) };
  }
  return found;
}

/** A map of settings of sidecars that the chart makes by itself. */
function settings(path: Path): ChartComponent {
  return component({ from: path.join('.'), to: null, fromShape: 'map', switched: true });
}

/** What the stars of a pattern stand for, or null where it does not fit. */
function matched(pattern: readonly string[], path: Path): readonly string[] | null {
  if (pattern.length !== path.length) return null;
  const stars: string[] = [];
  for (const [i, step] of pattern.entries()) {
    const own = path[i];
    if (typeof own !== 'string') return null;
    if (step === '*') stars.push(own);
    else if (step !== own) return null;
  }
  return stars;
}

function filled(pattern: readonly string[], stars: readonly string[]): Path {
  const left = [...stars];
  return pattern.map((step) => (step === '*' ? (left.shift() ?? '') : step));
}
