import type { ChartComponent, ChartHazard, ChartTpl, ValuesShape } from '../../model/chart.js';
import { samePath } from '../../model/value.js';
import { component } from '../charts/row.js';
import type { ValuesPath } from './abstract.js';
import type { RenderedChart } from './chart.js';
import { UNKNOWN } from './functions.js';
import { type Objection, objectionOf } from './objections.js';
import {
  CORE,
  isPartial,
  type Place,
  placesOf,
  rowsFor,
  type UserList,
  usersIn,
} from './places.js';
import type { Element } from './pods.js';

/** What the templates of a chart make of one list of its values. */
export interface Followed {
  readonly component: ChartComponent;
  /** `path:line` of where the two lists are written. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Why nothing may be built on it, or null. */
  readonly objection: Objection | null;
}

/** Every list of containers that the values of a chart have, with what becomes of it. */
export function pairsIn(chart: RenderedChart): readonly Followed[] {
  const paths = new Map<string, ValuesPath>();
  for (const { pods } of chart.files)
    for (const { containers } of pods)
      for (const { path } of usersIn(containers))
        if (!path.includes(UNKNOWN)) paths.set(path.join('.'), path);
  return [...paths.values()].map((path) => pairOf(chart, path));
}

function pairOf(chart: RenderedChart, path: ValuesPath): Followed {
  const target = targetOf(chart, path);
  const places = placesOf(chart, path, target);
  const own = places.filter(({ from }) => from.length > 0);
  const from = [...new Set(own.flatMap((place) => place.from).map(({ at }) => chart.at(at)))];
  const to = [...new Set(own.flatMap((place) => place.to).map(({ at }) => chart.at(at)))];
  const made = componentOf(path, target, places);
  const { whole } = made;
  const objection = objectionOf({ chart, path, target, places, whole });
  return { component: made, from, to, objection };
}

/** The list of init containers beside it: of the same map before others, and the last of several. */
function targetOf(chart: RenderedChart, path: ValuesPath): ValuesPath | null {
  let best: { readonly path: ValuesPath; readonly depth: number } | null = null;
  for (const { pods } of chart.files)
    for (const { containers, inits } of pods) {
      if (!usersIn(containers).some((each) => samePath(each.path, path))) continue;
      for (const { path: each } of inits.flatMap(usersIn)) {
        if (each.includes(UNKNOWN)) continue;
        const depth = isBeside(each, path) ? path.length : common(each, path);
        if (best === null || depth >= best.depth) best = { path: each, depth };
      }
    }
  return best?.path ?? null;
}

function isBeside(a: ValuesPath, b: ValuesPath): boolean {
  return a.length === b.length && samePath(a.slice(0, -1), b.slice(0, -1));
}

function common(a: ValuesPath, b: ValuesPath): number {
  let length = 0;
  while (length < a.length - 1 && a[length] === b[length]) length++;
  return length;
}

function componentOf(
  path: ValuesPath,
  target: ValuesPath | null,
  places: readonly Place[],
): ChartComponent {
  const from = places.flatMap((place) => place.from);
  const to = places.flatMap((place) => place.to);
  const own = places.filter((place) => place.from.length > 0);
  const kinds = own.flatMap(({ pod }) => rowsFor(pod));
  const isProgram =
    own.some(({ pod }) => pod.kind === 'ConfigMap') ||
    kinds.some(({ group }) => !CORE.includes(group));
  return component({
    from: path.join('.'),
    to: target === null ? null : target.join('.'),
    fromShape: shapeOf(from),
    fromTpl: tplOf(from),
    toShape: target === null ? 'list' : shapeOf(to),
    toTpl: target === null ? false : tplOf(to),
    position: target === null ? 'alone' : positionOf(own, target),
    passes: to.every((each) => each.kind === 'list' || each.passes),
    fanOut: [
      ...new Set(places.filter((each) => each.from.length === 0).map(({ file }) => file.path)),
    ],
    ownNames: [...new Set(kinds.flatMap(({ ownNames }) => ownNames))],
    whole: own.every(({ pod }) => pod.containers.elements.every(({ kind }) => kind !== 'own')),
    hazards: hazardsOf(own, isProgram),
  });
}

function hazardsOf(own: readonly Place[], isProgram: boolean): readonly ChartHazard[] {
  const fields = own.flatMap(({ from }) => from).some(isPartial);
  const glued = own.some(({ pod }) => pod.inits.some((block) => block.glued));
  return [
    ...(fields ? (['dialect'] as const) : []),
    ...(glued ? (['text-glue'] as const) : []),
    ...(isProgram ? (['program'] as const) : []),
  ];
}

function shapeOf(elements: readonly UserList[]): ValuesShape {
  const shapes = new Set(
    elements.flatMap((element): readonly ValuesShape[] => {
      if (element.kind === 'entries') return [element.shape];
      const { content } = element.insert;
      const form = content.kind === 'values' ? content.form : 'raw';
      return form === 'yaml' ? ['list'] : form === 'raw' ? ['string'] : ['list', 'string'];
    }),
  );
  const [only] = shapes;
  if (shapes.size === 1 && only !== undefined) return only;
  return shapes.has('map') || shapes.size === 0 ? 'unknown' : 'list-or-string';
}

/** Of the list as a list, where it may be a text, too; `text`: of the text alone. */
function tplOf(elements: readonly UserList[]): ChartTpl {
  const flags = elements.flatMap((element): readonly (readonly [raw: boolean, tpl: boolean])[] => {
    if (element.kind === 'entries') return [[false, element.tpl]];
    const { content } = element.insert;
    return content.kind === 'values' ? [[content.form === 'raw', content.tpl]] : [];
  });
  const lists = flags.filter(([raw]) => !raw);
  const asked = new Set((lists.length > 0 ? lists : flags).map(([, tpl]) => tpl));
  const [only] = asked;
  const texts = flags.filter(([raw]) => raw);
  const isText = lists.length > 0 && texts.length > 0 && texts.every(([, tpl]) => tpl);
  if (asked.size === 1 && only === false && isText) return 'text';
  if (asked.size === 1 && only !== undefined) return only;
  // Bitnami's helper runs what holds an action, and writes the rest as it is.
  const byContent = elements.some(({ guards }) =>
    guards.some(({ words }) => words.includes(' is templated')),
  );
  return byContent ? true : null;
}

/** Containers of the chart, or such as it makes of single values of the user. */
function isOwn(element: Element): boolean {
  return element.kind === 'own' || (element.kind === 'entries' && !element.whole);
}

function positionOf(own: readonly Place[], target: ValuesPath): ChartComponent['position'] {
  let before = false;
  let after = false;
  for (const { elements } of own.flatMap(({ pod }) => pod.inits)) {
    const mine = elements.map(
      (element, i) => [element.kind !== 'own' && samePath(element.path, target), i] as const,
    );
    const at = mine.filter(([isMine]) => isMine).map(([, i]) => i);
    const [first, last] = [at[0], at.at(-1)];
    if (first === undefined || last === undefined) continue;
    // Another list of the user is no preparation of the chart.
    after ||= elements.slice(0, first).some(isOwn);
    before ||= elements.slice(last + 1).some(isOwn);
  }
  if (before) return 'before-own';
  return after ? 'after-own' : 'alone';
}
