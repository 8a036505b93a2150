import type { Rule } from '../../../model/rule.js';
import { at } from './at.js';
import { targets } from './selects.js';

/** Replacements and vars that look the container up under containers, by name or by index. */
export const fieldPath: Rule = {
  code: 'SM514',
  title: 'a field path to the sidecar',
  sources: ['kubernetes-sigs/kustomize, replacements and vars'],
  absolute: false,
  check: ({ pod, container, tree }) => {
    const key = pod.fragments[0].keys.containers;
    return tree.fieldPaths
      .filter(({ kind, name }) =>
        targets({ target: { kind, name, namespace: '', patterns: false } }, pod),
      )
      .filter((reference) => pointsAt(reference.fieldPath, key, container.name, container.index))
      .map((reference) => ({
        severity: 'block' as const,
        message: `${reference.owner} reads or writes ${reference.fieldPath}, which no longer leads to the same container (${at(reference.place)})`,
        remedy:
          'write initContainers in that path, and move the container by hand together with it',
        related: [reference.place],
      }));
  },
};

function pointsAt(path: string, key: string, name: string, index: number): boolean {
  const match = new RegExp(`(?:^|\\.)${key}(?:\\.|\\[)\\[?(?:name=([^\\]]+)|(\\d+|\\*))\\]?`).exec(
    path,
  );
  if (match === null) return false;
  const [, byName, byIndex] = match;
  if (byName !== undefined) return byName === name;
  return byIndex === '*' || Number(byIndex) >= index;
}
