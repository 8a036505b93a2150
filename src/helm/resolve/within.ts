import type { Chart, ChartReference } from '../../model/chart.js';
import type { Path } from '../../model/value.js';
import type { ValuesRule, ValuesSite } from '../../model/values.js';
import { type ComponentAt, componentAt } from '../charts/component.js';
import { CHARTS } from '../charts/index.js';
import { described, type FoundChart } from '../charts/look-up.js';
import { nothing, type Resolved } from './resolved.js';
import { rowToWrite } from './row-to-write.js';

interface Place {
  readonly own: boolean;
  readonly folder: string | null;
}

/** What a chart that is known makes of a path of its values. */
export function within(
  found: FoundChart,
  reference: ChartReference,
  site: Pick<ValuesSite, 'path' | 'shape'>,
  place: Place,
): Resolved {
  const { path } = site;
  if (!found.ok && found.unknown === true)
    return nothing(
      { ok: false, message: found.message, remedy: rowToWrite(reference.name, site) },
      place.folder,
    );
  if (!found.ok) return nothing(found, place.folder);
  const { chart, byName } = found;
  if (chart.notContainers.includes(path.join('.')))
    return nothing(
      {
        ok: false,
        message: `${path.join('.')} of the chart ${chart.name} holds settings of containers that the chart adds`,
        remedy: 'nothing to do',
        // By its name alone it might be another chart: then it is said.
        ...(byName ? {} : { none: true }),
      },
      place.folder,
    );
  const here: Here | null = componentAt(chart, path) ?? inSubchart(chart, path);
  if (here === null)
    return nothing(
      {
        ok: false,
        message: `${path.join('.')} is not a known key of ${described(reference)}`,
        remedy: rowToWrite(reference.name, site),
      },
      place.folder,
    );
  const { to, component } = here;
  const known = here.owner ?? chart;
  // A row for all charts of a publisher goes by the name of the one in question.
  const owner = known.name === '*' ? { ...known, name: reference.name } : known;
  const rule: ValuesRule = {
    ok: true,
    chart: owner,
    component,
    to,
    version: here.owner === undefined ? reference.version : '',
    byName,
    own: place.own,
    unseen: [],
    taken: new Map(),
    layers: null,
  };
  return { rule, init: String(to?.at(-1) ?? ''), folder: place.folder };
}

interface Here extends ComponentAt {
  readonly owner?: Chart;
}

function inSubchart(chart: Chart, path: Path): Here | null {
  const [key, ...rest] = path;
  const id = chart.subcharts.find((each) => each.endsWith(`/${key}`));
  const owner = id === undefined ? undefined : CHARTS.find((each) => each.id === id);
  const found = owner === undefined ? null : componentAt(owner, rest);
  return found === null || owner === undefined ? null : { ...found, owner };
}
