import type { Selector } from '../../model/references.js';
import type { HookReference } from '../../model/tree.js';
import { isMap, listAt, mapAt, type Path, textAt, type Value } from '../../model/value.js';
import type { ReferenceObject } from '../document.js';
import type { Reader } from '../reader.js';
import { selectorOf } from '../selector.js';

/** Velero's own resources: what they run before and after a backup, and after a restore. */
export const HOOKS: readonly Reader[] = [
  {
    kinds: ['Backup', 'Schedule', 'Restore'],
    matters: (text) => text.includes('velero.io/') && text.includes('exec'),
    add(tree, object) {
      if (!object.apiVersion.startsWith('velero.io/')) return;
      const spec: Path = object.kind === 'Schedule' ? ['spec', 'template'] : ['spec'];
      tree.hooks.push(...hooksOf(object, [...spec, 'hooks', 'resources']));
    },
  },
];

function hooksOf(object: ReferenceObject, path: Path): readonly HookReference[] {
  return listAt(object.value, path).flatMap((resource, i) => {
    const namespaces = listAt(resource, ['includedNamespaces']).map(String);
    const scope = {
      namespaces: namespaces.length === 0 || namespaces.includes('*') ? null : namespaces,
      selector: selectorOf(isMap(resource) ? resource.labelSelector : undefined),
    };
    return ['pre', 'post', 'postHooks'].flatMap((list) =>
      listAt(resource, [list]).flatMap((hook, j) =>
        hookOf(object, [...path, i, list, j, 'exec'], mapAt(hook, ['exec']), scope),
      ),
    );
  });
}

function hookOf(
  object: ReferenceObject,
  path: Path,
  exec: Value | undefined,
  scope: { readonly namespaces: readonly string[] | null; readonly selector: Selector },
): readonly HookReference[] {
  if (exec === undefined) return [];
  return [
    {
      container: textAt(exec, ['container']) ?? '',
      owner: `${object.kind} ${object.name}`,
      ...scope,
      place: object.at([...path, 'container']),
    },
  ];
}
