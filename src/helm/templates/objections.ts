import type { Refusal } from '../../model/refusal.js';
import { samePath } from '../../model/value.js';
import { contentMentions, testWords, type ValuesPath } from './abstract.js';
import type { RenderedChart, RenderedFile } from './chart.js';
import { overlaps } from './functions.js';
import {
  areComplements,
  dependsOn,
  type OpenGuard,
  openGuards,
  saySame,
  standsAnyhow,
} from './guards.js';
import type { Line } from './lines.js';
import { isPartial, type Place, rowsFor, type UserList } from './places.js';
import type { Pod } from './pods.js';

/** `unsure`: it was not followed to its end. */
export interface Objection extends Refusal {
  readonly unsure: boolean;
}

export interface ObjectionRequest {
  readonly chart: RenderedChart;
  /** Of the list in question, and of the init containers beside it. */
  readonly path: ValuesPath;
  readonly target: ValuesPath | null;
  readonly places: readonly Place[];
  /** Whether each pod has no containers but those of the list. */
  readonly whole: boolean;
}

/** Why nothing may be built on what the templates of a chart make of a list, or null. */
export function objectionOf(request: ObjectionRequest): Objection | null {
  const { chart, path, target, places } = request;
  const key = path.join('.');
  const own = places.filter(({ from }) => from.length > 0);
  const kind = own.map(({ pod }) => kindObjection(pod, key)).find((each) => each !== null);
  if (kind) return kind;
  if (path[0] === 'global')
    return unsure(`${key} is a global value, which other charts of the release read too`);
  const partial = own.flatMap(({ from }) => from).find(isPartial);
  if (partial !== undefined)
    return unsure(`${chart.at(partial.at)} writes single fields of ${key}, not the whole of it`);
  if (target === null) return noTarget(request, own);
  return targetObjection(request, own, target) ?? otherUse(chart, path, target);
}

function noTarget({ chart, path }: ObjectionRequest, own: readonly Place[]): Objection {
  const key = path.join('.');
  const [first] = own.flatMap(({ from }) => from);
  const inits = own.flatMap(({ pod }) => pod.inits).flatMap(({ elements }) => elements);
  const where = first === undefined ? '' : ` (${chart.at(first.at)})`;
  return inits.some((each) => each.kind === 'own' && each.name === '')
    ? unsure(`what is written beside ${key} as init containers${where} could not be evaluated`)
    : no(
        `no template takes init containers from values where ${key} is written${where}`,
        'add such a list to the template, or leave the container where it is',
      );
}

function targetObjection(
  { chart, path, places, whole }: ObjectionRequest,
  own: readonly Place[],
  target: ValuesPath,
): Objection | null {
  const key = path.join('.');
  const to = target.join('.');
  const missing = own.find((place) => place.to.length === 0);
  if (missing !== undefined)
    return no(
      `${chart.at(missing.pod.at)} creates a pod with ${key} but without ${to}: the container would be lost there`,
      `add the list of init containers to the pod in ${missing.file.path} first`,
    );
  const dropping = places.flatMap((place) => place.to).find(isPartial);
  if (dropping !== undefined && dropping.kind === 'entries')
    return dropping.passes
      ? unsure(`${chart.at(dropping.at)} writes single fields of ${to}, not the whole of it`)
      : no(
          `${chart.at(dropping.at)} writes single fields of ${to}, and drops restartPolicy: the sidecar would be an init container that never ends, and the pod would hang`,
          'write the whole item with toYaml there, or add restartPolicy to its fields first',
        );
  const ending = own.find(({ pod }) => pod.containers.glued);
  if (ending !== undefined)
    return unsure(
      `${ending.file.path} writes text after ${key}, which belongs to whichever container is last`,
    );
  const bare = own.find(({ from }) => from.some((each) => isBare(each, path)));
  if (bare !== undefined && !whole)
    return unsure(
      `${chart.at(bare.from[0]?.at ?? bare.pod.at)} writes ${key} without checking whether it is empty: an empty list among other containers is not valid YAML`,
    );
  const glued = own.flatMap(({ pod }) => pod.inits).find((block) => block.glued);
  if (glued !== undefined)
    return unsure(
      `the template writes text after the last init container of ${to}, which may become a part of it`,
    );
  for (const place of own) {
    const objection = guardObjection(chart, place, path, target);
    if (objection !== null) return objection;
  }
  return null;
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
    `${narrow.join('.')} is written only if "${odd === undefined ? '' : testWords(odd.test)}" is true${odd === undefined ? '' : ` (${chart.at(odd.at)})`}, and ${wide.join('.')} also elsewhere`,
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

function unsure(message: string): Objection {
  return {
    unsure: true,
    message,
    remedy:
      'read the template; if the chart passes the containers on unchanged, describe it under charts: in the config',
  };
}

function no(message: string, remedy: string): Objection {
  return { unsure: false, message, remedy };
}

/**
 * Whether a chart does more with one of two lists than to write it among containers: what counts
 * them, makes ports of them or asks whether there are any would see them come and go.
 */
function otherUse(chart: RenderedChart, from: ValuesPath, to: ValuesPath): Objection | null {
  const changed = chart.changed.find((path) => [from, to].some((own) => overlaps(path, own)));
  if (changed !== undefined)
    return unsureOf(`a template changes ${changed.join('.')} before it is written`);
  const words = [from, to].map((path) => path.at(-1) ?? '');
  const unread = chart.unread.find(({ text }) => words.some((word) => text.includes(word)));
  if (unread !== undefined) return unsureOf(`${unread.path} cannot be parsed as a template`);
  for (const file of chart.files) {
    const objection = useIn(chart, file, from, to);
    if (objection !== null) return objection;
  }
  return null;
}

function unsureOf(message: string): Objection {
  const remedy = 'move the container by hand, and check what the template makes of it';
  return { unsure: true, message, remedy };
}

function useIn(
  chart: RenderedChart,
  { lines, pods }: RenderedFile,
  from: ValuesPath,
  to: ValuesPath,
): Objection | null {
  const written = new Set<number>();
  const keys = new Set<number>();
  for (const { containers, inits } of pods)
    for (const { key, elements } of [containers, ...inits])
      for (const element of elements) {
        if (element.kind === 'own') continue;
        if (!samePath(element.path, from) && !samePath(element.path, to)) continue;
        keys.add(key);
        for (const line of element.lines) written.add(line);
      }
  for (const [i, line] of lines.entries()) {
    if (written.has(i)) continue;
    const use = usedIn(line, from) ?? usedIn(line, to);
    if (use !== null)
      return unsureOf(`${chart.at(line.at)} also writes ${use.join('.')}, and not as containers`);
    if (keys.has(i) || line.text.startsWith('#')) continue;
    for (const path of [from, to]) {
      const guard = line.guards.find(
        (each) => dependsOn(each.test, path) && !standsAnyhow(each, line.guards, path),
      );
      if (guard !== undefined)
        return unsureOf(
          `${chart.at(line.at)} is written only if ${path.join('.')} is set (${chart.at(guard.at)}), and it is not part of the containers`,
        );
    }
  }
  return null;
}

/** What makes a text of a whole value. */
const WHOLE = /\bto(?:Pretty|Raw)?(?:Yaml|Json)\((?!(?:fromYaml\()?include\()/;

/** The value that a line writes, where the list is it, is in it, or has it. */
function usedIn({ inserts }: Line, path: ValuesPath): ValuesPath | null {
  for (const { content } of inserts)
    for (const each of contentMentions(content)) {
      if (each.length === 0 || !overlaps(each, path)) continue;
      // A list has no fields: what has is another entry of the same map.
      if (each.length > path.length && !samePath(each.slice(0, path.length), path)) continue;
      // A helper that gets a map looks for single values in it.
      const isWhole =
        content.kind === 'values' || (content.kind === 'opaque' && WHOLE.test(content.words));
      if (each.length >= path.length || isWhole) return each;
    }
  return null;
}
