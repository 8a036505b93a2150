import { groupOf, KINDS } from '../../manifest/kinds/kinds.js';
import type { ChartComponent, ChartHazard, ChartTpl, ValuesShape } from '../../model/chart.js';
import type { KindRow } from '../../model/kind.js';
import { component } from '../charts/row.js';
import { testWords, type ValuesPath } from './abstract.js';
import type { RenderedChart, RenderedFile } from './chart.js';
import { same, UNKNOWN } from './functions.js';
import { areComplements, dependsOn, type OpenGuard, openGuards, saySame } from './guards.js';
import type { Block, Element, Pod } from './pods.js';
import { otherUse } from './uses.js';

/** What the templates of a chart make of one list of its values. */
export interface Followed {
  readonly component: ChartComponent;
  /** `path:line` of where the two lists are written. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Why nothing may be built on it, or null. `unsure`: it was not followed to its end. */
  readonly objection: Objection | null;
}

export interface Objection {
  readonly unsure: boolean;
  readonly message: string;
  readonly remedy: string;
}

type UserList = Element & { readonly kind: 'list' | 'entries' };

/** A pod with lists of one value among its containers, and of another among its init containers. */
interface Place {
  readonly file: RenderedFile;
  readonly pod: Pod;
  readonly from: readonly UserList[];
  readonly to: readonly UserList[];
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

function usersIn({ elements }: Block): readonly UserList[] {
  return elements.filter((element): element is UserList => element.kind !== 'own');
}

function pairOf(chart: RenderedChart, path: ValuesPath): Followed {
  const target = targetOf(chart, path);
  const places = placesOf(chart, path, target);
  const own = places.filter(({ from }) => from.length > 0);
  const from = [...new Set(own.flatMap((place) => place.from).map(({ at }) => chart.at(at)))];
  const to = [...new Set(own.flatMap((place) => place.to).map(({ at }) => chart.at(at)))];
  const made = componentOf(path, target, places);
  return { component: made, from, to, objection: objectionOf(chart, path, target, places) };
}

/** The list of init containers beside it: of the same map before others, and the last of several. */
function targetOf(chart: RenderedChart, path: ValuesPath): ValuesPath | null {
  let best: { readonly path: ValuesPath; readonly depth: number } | null = null;
  for (const { pods } of chart.files)
    for (const { containers, inits } of pods) {
      if (!usersIn(containers).some((each) => same(each.path, path))) continue;
      for (const { path: each } of inits.flatMap(usersIn)) {
        if (each.includes(UNKNOWN)) continue;
        const depth = isBeside(each, path) ? path.length : common(each, path);
        if (best === null || depth >= best.depth) best = { path: each, depth };
      }
    }
  return best?.path ?? null;
}

function isBeside(a: ValuesPath, b: ValuesPath): boolean {
  return a.length === b.length && same(a.slice(0, -1), b.slice(0, -1));
}

function common(a: ValuesPath, b: ValuesPath): number {
  let length = 0;
  while (length < a.length - 1 && a[length] === b[length]) length++;
  return length;
}

function placesOf(
  chart: RenderedChart,
  path: ValuesPath,
  target: ValuesPath | null,
): readonly Place[] {
  return chart.files.flatMap((file) =>
    file.pods.flatMap((pod): readonly Place[] => {
      const from = usersIn(pod.containers).filter((each) => same(each.path, path));
      const to = pod.inits
        .flatMap(usersIn)
        .filter((each) => target !== null && same(each.path, target));
      return from.length + to.length === 0 ? [] : [{ file, pod, from, to }];
    }),
  );
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

/** What is known of the kind that a pod stands in. */
function rowsFor({ kind, apiVersion }: Pod): readonly KindRow[] {
  // One template may write either, by a condition within the word.
  const one = /^(?:Deployment|StatefulSet|DaemonSet)*$/.test(kind)
    ? /Deployment|StatefulSet|DaemonSet/.exec(kind)?.[0]
    : kind;
  const rows = KINDS.filter((row) => row.kind === one);
  const own = rows.filter(({ group }) => group === groupOf(apiVersion));
  const core = rows.filter(({ group }) => CORE.includes(group));
  return own.length > 0 ? own : apiVersion === '' && core.length > 0 ? core : rows;
}

const CORE = ['', 'apps', 'batch'];

function hazardsOf(own: readonly Place[], isProgram: boolean): readonly ChartHazard[] {
  const fields = own.flatMap(({ from }) => from).some(isPartial);
  const glued = own.some(({ pod }) => pod.inits.some((block) => block.glued));
  return [
    ...(fields ? (['dialect'] as const) : []),
    ...(glued ? (['text-glue'] as const) : []),
    ...(isProgram ? (['program'] as const) : []),
  ];
}

function isPartial(element: UserList): boolean {
  return element.kind === 'entries' && !element.whole;
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
      (element, i) => [element.kind !== 'own' && same(element.path, target), i] as const,
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

function objectionOf(
  chart: RenderedChart,
  path: ValuesPath,
  target: ValuesPath | null,
  places: readonly Place[],
): Objection | null {
  const key = path.join('.');
  const own = places.filter(({ from }) => from.length > 0);
  const kind = own.map(({ pod }) => kindObjection(pod, key)).find((each) => each !== null);
  if (kind) return kind;
  if (path[0] === 'global')
    return unsure(`${key} is a global value, which other charts of the release read, too`);
  const [first] = own.flatMap(({ from }) => from);
  const partial = own.flatMap(({ from }) => from).find(isPartial);
  if (partial !== undefined)
    return unsure(
      `${chart.at(partial.at)} writes single fields of ${key}, and not the whole of it`,
    );
  if (target === null) {
    const inits = own.flatMap(({ pod }) => pod.inits).flatMap(({ elements }) => elements);
    const where = first === undefined ? '' : ` (${chart.at(first.at)})`;
    return inits.some((each) => each.kind === 'own' && each.name === '')
      ? unsure(`what is written beside ${key} as init containers${where} could not be followed`)
      : no(
          `no template takes init containers from values where ${key} is written${where}`,
          'add such a list to the template, or leave the container where it is',
        );
  }
  const to = target.join('.');
  const missing = own.find((place) => place.to.length === 0);
  if (missing !== undefined)
    return no(
      `${chart.at(missing.pod.at)} makes a pod of ${key}, and takes no ${to}: there the container would be lost`,
      `give the pod in ${missing.file.path} the same list of init containers first`,
    );
  const dropping = places.flatMap((place) => place.to).find(isPartial);
  if (dropping !== undefined && dropping.kind === 'entries')
    return dropping.passes
      ? unsure(`${chart.at(dropping.at)} writes single fields of ${to}, and not the whole of it`)
      : no(
          `${chart.at(dropping.at)} writes single fields of ${to}, and drops restartPolicy: the sidecar would be an init container that never ends, and the pod would hang`,
          'write the whole item with toYaml there, or add restartPolicy to its fields, first',
        );
  const ending = own.find(({ pod }) => pod.containers.glued);
  if (ending !== undefined)
    return unsure(
      `${ending.file.path} writes text behind ${key}, which is a part of whichever container is the last`,
    );
  const bare = own.find(({ from }) => from.some((each) => isBare(each, path)));
  if (bare !== undefined && !componentOf(path, target, places).whole)
    return unsure(
      `${chart.at(bare.from[0]?.at ?? bare.pod.at)} writes ${key} without asking whether there is any: an empty list among other containers is no YAML`,
    );
  const glued = own.flatMap(({ pod }) => pod.inits).find((block) => block.glued);
  if (glued !== undefined)
    return unsure(
      `the template writes text behind the last init container of ${to}, where it may become a part of it`,
    );
  for (const place of own) {
    const objection = guardObjection(chart, place, path, target);
    if (objection !== null) return objection;
  }
  return otherUse(chart, path, target);
}

/** `toYaml` of an empty list is `[]`, which cannot stand among items. */
function isBare(element: UserList, path: ValuesPath): boolean {
  return element.kind === 'list' && !element.guards.some(({ test }) => dependsOn(test, path));
}

function kindObjection(pod: Pod, key: string): Objection | null {
  const { kind } = pod;
  // A text in a ConfigMap is a pod for a program to make.
  if (kind === '' || kind === 'ConfigMap') return null;
  const rows = rowsFor(pod);
  if (rows.length === 0)
    return unsure(`${key} goes into a ${kind}, and what becomes of its pods is not known`);
  const refused = rows.find(({ verdict }) => verdict === 'block' || verdict === 'leave');
  return refused === undefined
    ? null
    : no(`${key} goes into a ${kind}: ${refused.why}`, 'leave the container where it is');
}

/** A list that is written under conditions that the other is not under. */
function guardObjection(
  chart: RenderedChart,
  { from, to }: Place,
  path: ValuesPath,
  target: ValuesPath,
): Objection | null {
  const [fromOpen, toOpen] = [open(from, to, path), open(to, from, target)];
  if (saySame(fromOpen, toOpen)) return null;
  const [odd] = toOpen.length > 0 ? toOpen : fromOpen;
  const [narrow, wide] = toOpen.length > 0 ? [target, path] : [path, target];
  return unsure(
    `${narrow.join('.')} is written only where "${odd === undefined ? '' : testWords(odd.test)}" holds${odd === undefined ? '' : ` (${chart.at(odd.at)})`}, and ${wide.join('.')} elsewhere, too`,
  );
}

/** Conditions of a list that the other does not share; those of two forms of one list cover each other. */
function open(
  own: readonly UserList[],
  others: readonly UserList[],
  path: ValuesPath,
): readonly OpenGuard[] {
  const shared = others[0]?.guards ?? [];
  const sets = own.map(({ guards }) => openGuards(guards, shared, path));
  const [first = [], second] = sets;
  if (sets.some((set) => set.length === 0)) return [];
  return sets.length === 2 && second !== undefined && areComplements(first, second) ? [] : first;
}

export function unsure(message: string): Objection {
  return {
    unsure: true,
    message,
    remedy:
      'read the template; if the chart passes the containers on as they are, say so under charts: in the config',
  };
}

function no(message: string, remedy: string): Objection {
  return { unsure: false, message, remedy };
}
