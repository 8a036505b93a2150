import type { Operation } from '../model/operation.js';
import { isList, isMap, type Path, textAt, type Value, valueAt } from '../model/value.js';
import { TEXT_KEY } from '../model/values.js';
import { placedAsRendered } from '../prove/renders/values-order.js';
import { type Deviation, deviations, keyOf } from './differences.js';
import {
  documentPairs,
  expectedDocument,
  isStrict,
  objectName,
  type ReadSide,
} from './expected.js';
import type { Fault, OtherChange } from './model.js';
import type { PodPair } from './pairs.js';
import { deviationWords, type Spot, shown, spotOf } from './said.js';

export interface FilePair {
  /** After the change. */
  readonly path: string;
  readonly before: ReadSide;
  readonly after: ReadSide;
  /** What has to be done in this file. */
  readonly operations: readonly Operation[];
  /** The pods of it of which something moved. */
  readonly pods: readonly PodPair[];
}

export interface Compared {
  readonly faults: readonly Fault[];
  readonly others: readonly OtherChange[];
}

/** One file, document by document: what has to be there, and what is. */
export function compareFile(file: FilePair): Compared {
  const { before, after } = file;
  const faults: Fault[] = [];
  const others: OtherChange[] = [];
  const { pairs, gone, come } = documentPairs(before.documents, after.documents);
  for (const [index, other] of pairs) {
    const was = before.documents.get(index) ?? null;
    const is = after.documents.get(other) ?? null;
    const found = compareDocument(file, { index, other, was, is });
    faults.push(...found.faults);
    others.push(...found.others);
  }
  for (const index of gone) {
    const object = objectName(before.documents.get(index), index);
    const needed = file.operations.filter(({ at }) => at.document === index);
    if (needed.length === 0) others.push({ path: file.path, object, message: 'is gone' });
    else faults.push(forgotten(file, index, null, `${object} is gone, but should have changed`));
  }
  for (const index of come) {
    const object = objectName(after.documents.get(index), index);
    others.push({ path: file.path, object, message: 'is new' });
  }
  return { faults, others };
}

interface DocumentPair {
  readonly index: number;
  readonly other: number;
  readonly was: Value;
  readonly is: Value;
}

function compareDocument(file: FilePair, pair: DocumentPair): Compared {
  const { index, was, is } = pair;
  const operations = file.operations.filter(({ at }) => at.document === index);
  const pods = file.pods.filter(({ before }) => before.at.document === index);
  const strict = isStrict(operations);
  const changed = deviations(was, is, strict);
  if (operations.length === 0 && pods.length === 0)
    return { faults: [], others: otherChanges(file, pair, changed) };
  const { value, unapplied } = expectedDocument(was, operations);
  const placed = pods.reduce((whole, pod) => placedAsFound(whole, is, pod), value);
  const found = deviations(placed, is, strict);
  const moved = new Set(changed.map(keyOf));
  const inPods = found.flatMap((deviation) => {
    const pod = pods.find(({ after }) => isBelow(deviation.path, after.at.path));
    return pod === undefined ? [] : [{ deviation, pod }];
  });
  const rest = found.filter((each) => !inPods.some(({ deviation }) => deviation === each));
  const faults = [
    ...unapplied.map((message) => forgotten(file, index, null, message)),
    ...inPods.map(({ deviation, pod }) =>
      podFault(file, pair, deviation, pod, moved.has(keyOf(deviation))),
    ),
  ];
  // What had to change has to be as planned; what somebody changed beside it is theirs.
  const planned = new Set(deviations(was, value, strict).map(keyOf));
  const isTheirs = (deviation: Deviation): boolean =>
    moved.has(keyOf(deviation)) && !planned.has(keyOf(deviation));
  const undone = rest.filter((deviation) => !isTheirs(deviation));
  const done = rest.filter(isTheirs);
  faults.push(...undone.map((deviation) => undoneFault(file, pair, deviation)));
  // In an object with a pod that moved nothing else may change; a Service beside it has its own life.
  if (pods.length === 0 && undone.length === 0)
    return { faults, others: otherChanges(file, pair, done) };
  return { faults: [...faults, ...done.map((each) => mixed(file, pair, each))], others: [] };
}

/** A sidecar may stand at another place than this tool would choose, if the others keep their order. */
function placedAsFound(expected: Value, actual: Value, { before, moved }: PodPair): Value {
  const inits = [...before.at.path, before.keys.init];
  // In a map, and in a text of a list, the place is what was planned.
  const isPlain = isList(valueAt(expected, inits)) && isList(valueAt(actual, inits));
  return isPlain ? placedAsRendered(expected, actual, inits, moved) : expected;
}

function podFault(
  file: FilePair,
  pair: DocumentPair,
  deviation: Deviation,
  of: PodPair,
  isChange: boolean,
): Fault {
  const { before, after, moved } = of;
  const rest = deviation.words.slice(after.at.path.length);
  const [list, name = '', key] = rest;
  const { keys } = before;
  const place = spotIn(file, pair.other, deviation.path) ?? after.place;
  const fault = (kind: Fault['kind'], message: string, remedy: string): Fault => ({
    ...{ kind, path: file.path, place, code: null, message, remedy },
  });
  if (list === keys.init && moved.has(name) && rest.length === 3 && key === 'restartPolicy')
    return fault(
      'half-moved',
      deviation.actual === undefined
        ? `${name} is an ordinary init container: restartPolicy: Always is missing, and the pod waits for it to end`
        : `${name} has restartPolicy: ${shown(deviation.actual)}, but a native sidecar has Always`,
      `set restartPolicy: Always on ${name}`,
    );
  if (list === keys.containers && moved.has(name) && rest.length === 2)
    return fault(
      'half-moved',
      `${name} is still in ${keys.containers}`,
      `remove ${name} from ${keys.containers}`,
    );
  if (list === keys.init && deviation.order === true)
    return fault(
      'order',
      `${keys.init} are in another order: ${shown(deviation.actual)} instead of ${shown(deviation.expected)}`,
      'keep the existing init containers in their order',
    );
  const isDone =
    list === keys.init && rest.length > 1 ? isChangeOfInit(pair, deviation, of) : isChange;
  return isDone ? mixed(file, pair, deviation) : undoneFault(file, pair, deviation);
}

/** Whether a part of an init container is other than it was, wherever the container stood. */
function isChangeOfInit({ was, is }: DocumentPair, { words }: Deviation, of: PodPair): boolean {
  const { before, after, moved } = of;
  const [, name = '', ...rest] = words.slice(after.at.path.length);
  const from = moved.has(name) ? before.keys.containers : before.keys.init;
  const own = itemOf(valueAt(was, [...before.at.path, from]), name);
  const now = itemOf(valueAt(is, [...after.at.path, before.keys.init]), name);
  if (own === undefined || now === undefined) return true;
  const key = rest.join('\0');
  return deviations(own, now).some((each) => each.words.join('\0') === key);
}

/** The container of a name in a list, a map, or the text of a list. */
function itemOf(holder: Value | undefined, name: string): Value | undefined {
  if (isMap(holder) && Object.hasOwn(holder, TEXT_KEY)) return itemOf(holder[TEXT_KEY], name);
  if (isMap(holder)) return Object.hasOwn(holder, name) ? holder[name] : undefined;
  return isList(holder) ? holder.find((item) => textAt(item, ['name']) === name) : undefined;
}

function undoneFault(file: FilePair, pair: DocumentPair, deviation: Deviation): Fault {
  const object = objectName(pair.was, pair.index);
  const words = deviationWords(deviation);
  return forgotten(
    file,
    pair.other,
    deviation.path,
    `${object === '' ? 'it' : object} was not updated for the move: ${words}`,
  );
}

function forgotten(file: FilePair, document: number, path: Path | null, message: string): Fault {
  return {
    kind: 'forgotten',
    path: file.path,
    place: spotIn(file, document, path ?? []),
    code: null,
    message,
    remedy: 'change it together with the move',
  };
}

function mixed(file: FilePair, { was, index, other }: DocumentPair, deviation: Deviation): Fault {
  const object = objectName(was, index);
  const of = object === '' ? '' : `${object}: `;
  return {
    kind: 'mixed',
    path: file.path,
    place: spotIn(file, other, deviation.path),
    code: null,
    message: `${of}${deviationWords(deviation)}`,
    remedy: 'make it a separate change, or allow it here with --allow-mixed',
  };
}

/** More of one object nobody reads here. */
const MOST = 3;

function otherChanges(
  file: FilePair,
  { was, index }: DocumentPair,
  changed: readonly Deviation[],
): readonly OtherChange[] {
  const object = objectName(was, index);
  const said = changed.slice(0, MOST).map((deviation) => ({
    path: file.path,
    object,
    message: deviationWords(deviation, 'was'),
  }));
  const more = changed.length - MOST;
  if (more <= 0) return said;
  return [...said, { path: file.path, object, message: `and ${more} more` }];
}

function spotIn(file: FilePair, document: number, path: Path): Spot | null {
  return file.after.transform.id === 'cdk8s'
    ? null
    : spotOf(file.after.reading.file.text, document, path);
}

function isBelow(path: Path, above: Path): boolean {
  return above.every((step, i) => path[i] === step);
}
