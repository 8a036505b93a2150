import { posix } from 'node:path';
import type { Chart, ChartComponent } from '../../model/chart.js';
import type { ListForm } from '../../model/list-form.js';
import { isList, isMap, type Path, valueAt } from '../../model/value.js';
import { valuesIn } from '../../yaml/read.js';
import { componentAt } from '../charts/component.js';
import type { FoundChart } from '../charts/look-up.js';
import { chart } from '../charts/row.js';
import { formsOf } from '../charts/target-form.js';
import type { FollowedChart } from '../templates/follow.js';
import type { Followed } from '../templates/pairs.js';
import { rowToWrite } from './row-to-write.js';

export interface TemplatesRequest {
  readonly name: string;
  /** Of the chart. */
  readonly folder: string;
  readonly path: Path;
  readonly shape: ListForm;
  /** Whether the values in question are those that the chart brings itself. */
  readonly isOwn: boolean;
  readonly followed: FollowedChart;
  readonly read: (path: string) => string | null;
}

/** A chart as its own templates in the tree describe it, for one place of its values. */
export function chartFromTemplates(request: TemplatesRequest): FoundChart {
  const { name, path, followed } = request;
  const key = path.join('.');
  const pair = pairFor(followed, path);
  if (pair === null)
    return {
      ok: false,
      message: unfollowed(request, key),
      remedy: rowToWrite(name, request),
    };
  const { objection } = pair;
  if (objection !== null)
    return {
      ok: false,
      message: `${objection.message} (chart ${name})`,
      remedy: objection.remedy,
      followed: true,
    };
  return { ok: true, chart: chartOf(request, pair), byName: false };
}

/**
 * A copy of a chart that the table knows: both have to say the same. Where its templates cannot be
 * followed to their end, the table stands alone.
 */
export function agreed(request: TemplatesRequest, known: FoundChart): FoundChart {
  const pair = pairFor(request.followed, request.path);
  if (!known.ok) return pair === null ? known : chartFromTemplates(request);
  const own = componentAt(known.chart, request.path);
  if (pair === null || own === null || pair.objection?.unsure === true) return known;
  const key = request.path.join('.');
  const at = [...pair.from, ...pair.to].join(' and ');
  if (pair.objection === null && saySame(pair.component, own.component)) {
    const components = known.chart.components.map((each) =>
      each === own.component ? { ...each, position: pair.component.position } : each,
    );
    return { ...known, chart: { ...known.chart, components } };
  }
  return {
    ok: false,
    message: `the known facts about the chart ${known.chart.id} and its templates here disagree on ${key}: ${pair.objection?.message ?? `read at ${at}`}`,
    remedy: 'update the copy of the chart, or move the container by hand',
  };
}

function pairFor({ pairs }: FollowedChart, path: Path): Followed | null {
  return (
    pairs.find(({ component }) => {
      const row = { components: [component] };
      return componentAt(row, path) !== null;
    }) ?? null
  );
}

function unfollowed({ name, followed }: TemplatesRequest, key: string): string {
  if (followed.files === 0)
    return `the chart ${name} has no templates here, so what becomes of ${key} cannot be determined`;
  return followed.tooMuch
    ? `the templates of the chart ${name} are too large to evaluate`
    : `no template of the chart ${name} writes ${key} as containers, as far as they can be evaluated`;
}

function chartOf(request: TemplatesRequest, { component, from, to }: Followed): Chart {
  const { name, folder } = request;
  const hazards = hasDefault(request, component)
    ? [...component.hazards, 'default-inits' as const]
    : component.hazards;
  const source = [...from, ...to].join(', ') || folder;
  return chart('templates', { name, source, components: [{ ...component, hazards }] });
}

/** Init containers in the chart's own values would be replaced by a list anywhere else. */
function hasDefault({ folder, isOwn, read }: TemplatesRequest, { to }: ChartComponent): boolean {
  if (isOwn || to === null) return false;
  const text = read(posix.join(folder, 'values.yaml'));
  const value = text === null ? undefined : valueAt(valuesIn(text)[0], to.split('.'));
  if (isList(value)) return value.length > 0;
  return isMap(value) ? Object.keys(value).length > 0 : typeof value === 'string' && value !== '';
}

function saySame(a: ChartComponent, b: ChartComponent): boolean {
  return (
    a.to === b.to &&
    a.passes === b.passes &&
    a.fanOut.length > 0 === b.fanOut.length > 0 &&
    isSame(a.fromTpl, b.fromTpl) &&
    isSame(a.toTpl, b.toTpl) &&
    fits(a.fromShape, b.fromShape) &&
    fits(a.toShape, b.toShape)
  );
}

function isSame(a: unknown, b: unknown): boolean {
  return a === null || b === null || a === b;
}

function fits(a: ChartComponent['toShape'], b: ChartComponent['toShape']): boolean {
  const both = [a, b].map(formsOf);
  return a === b || both.every((forms, i) => forms.some((form) => both[1 - i]?.includes(form)));
}
