import type { ScaledContainer, Scaler } from '../../../model/references.js';
import { isMap, listAt, mapAt, type Path, textAt, type ValueMap } from '../../../model/value.js';
import type { ReferenceObject } from '../document.js';
import type { Reader } from '../reader.js';
import { mentions, type Terms } from '../terms.js';

const targets = (text: string, { workloads, containers }: Terms): boolean =>
  mentions(text, workloads) || mentions(text, containers);

/** What scales workloads, and the containers whose use it looks at. */
export const SCALERS: readonly Reader[] = [
  {
    kinds: ['HorizontalPodAutoscaler'],
    matters: (text, terms) => text.includes('ontainerResource') && targets(text, terms),
    add(tree, object) {
      tree.scalers.push(
        scaler(
          object,
          'horizontal',
          ['spec', 'scaleTargetRef'],
          [...namedIn(object, ['spec', 'metrics'], ['containerResource', 'container'])],
        ),
      );
    },
  },
  {
    kinds: ['ScaledObject'],
    matters: (text, terms) => text.includes('containerName') && targets(text, terms),
    add(tree, object) {
      tree.scalers.push(
        scaler(
          object,
          'horizontal',
          ['spec', 'scaleTargetRef'],
          [...namedIn(object, ['spec', 'triggers'], ['metadata', 'containerName'])],
        ),
      );
    },
  },
  {
    kinds: ['VerticalPodAutoscaler'],
    matters: targets,
    add(tree, object) {
      tree.scalers.push(
        scaler(
          object,
          'vertical',
          ['spec', 'targetRef'],
          [...namedIn(object, ['spec', 'resourcePolicy', 'containerPolicies'], ['containerName'])],
        ),
      );
    },
  },
];

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
