import type { ScaledContainer, Scaler } from '../../model/references.js';
import { isMap, listAt, mapAt, type Path, textAt, type ValueMap } from '../../model/value.js';
import type { ReferenceObject } from '../document.js';
import type { Reader } from '../reader.js';
import { mentions } from '../terms.js';

/** Each kind: the words that it is read for, the object that it scales, and where it names containers. */
const KINDS: readonly (readonly [
  kind: 'HorizontalPodAutoscaler' | 'ScaledObject' | 'VerticalPodAutoscaler',
  form: Scaler['form'],
  word: string,
  target: Path,
  list: Path,
  name: Path,
])[] = [
  [
    'HorizontalPodAutoscaler',
    'horizontal',
    'containerResource',
    ['spec', 'scaleTargetRef'],
    ['spec', 'metrics'],
    ['containerResource', 'container'],
  ],
  [
    'ScaledObject',
    'horizontal',
    'containerName',
    ['spec', 'scaleTargetRef'],
    ['spec', 'triggers'],
    ['metadata', 'containerName'],
  ],
  [
    'VerticalPodAutoscaler',
    'vertical',
    'targetRef',
    ['spec', 'targetRef'],
    ['spec', 'resourcePolicy', 'containerPolicies'],
    ['containerName'],
  ],
];

/** What scales workloads, and the containers whose use it looks at. */
export const SCALERS: readonly Reader[] = KINDS.map(([kind, form, word, target, list, name]) => ({
  kinds: [kind],
  rendered: true,
  matters: (text, { workloads }) => text.includes(word) && mentions(text, workloads),
  add(tree, object) {
    tree.scalers.push(scaler(object, form, target, namedIn(object, list, name)));
  },
}));

function scaler(
  object: ReferenceObject,
  form: Scaler['form'],
  path: Path,
  containers: readonly ScaledContainer[],
): Scaler {
  const target = mapAt(object.value, path);
  return {
    form,
    owner: `${object.kind} ${object.name}`,
    namespace: object.namespace,
    // KEDA takes a Deployment where nothing is said.
    targetKind: textAt(target, ['kind']) ?? 'Deployment',
    targetName: textAt(target, ['name']) ?? '',
    containers,
    place: object.at(path),
  };
}

/** The containers that the entries of a list name. */
function namedIn(object: ReferenceObject, list: Path, key: Path): readonly ScaledContainer[] {
  return listAt(object.value, list)
    .map((entry, index) => [entry, index] as const)
    .flatMap(([entry, index]) => {
      const name = textAt(entry, key);
      if (name === undefined || !isMap(entry)) return [];
      return [{ name, off: isOff(entry), place: object.at([...list, index, ...key]) }];
    });
}

function isOff(policy: ValueMap): boolean {
  return policy.mode === 'Off';
}
