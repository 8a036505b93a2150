import type { IgnoredDifference } from '../../model/tree.js';
import { isMap, listAt, mapAt, type Path, textAt } from '../../model/value.js';
import { valueIn } from '../../yaml/read.js';
import type { ReferenceObject } from '../document.js';
import type { Reader } from '../reader.js';

/** Where the settings of all Applications stand, by kind: `resource.customizations.ignoreDifferences.apps_Deployment`. */
const SYSTEM_KEY = /^resource\.customizations\.ignoreDifferences\.(?:.{0,300}_)?(\w{1,100})$/;

/** What Argo CD is told not to compare, and that it is there at all. */
export const ARGO_CD: readonly Reader[] = [
  {
    kinds: ['Application'],
    matters: () => true,
    add(tree, object) {
      tree.ignoredDifferences.push(...ignoredBy(object, ['spec', 'ignoreDifferences']));
      if (object.apiVersion.startsWith('argoproj.io/'))
        tree.tools.push({ tool: 'Argo CD', words: new Set(), place: object.at(['kind']) });
    },
  },
  {
    kinds: ['ApplicationSet'],
    matters: () => true,
    add(tree, object) {
      const path = ['spec', 'template', 'spec', 'ignoreDifferences'];
      tree.ignoredDifferences.push(...ignoredBy(object, path));
      tree.tools.push({ tool: 'Argo CD', words: new Set(), place: object.at(['kind']) });
    },
  },
  {
    kinds: ['ConfigMap'],
    matters: (text) => text.includes('resource.customizations.ignoreDifferences'),
    add(tree, object) {
      for (const [key, text] of Object.entries(mapAt(object.value, ['data']) ?? {})) {
        const kind = SYSTEM_KEY.exec(key)?.[1];
        if (kind === undefined || typeof text !== 'string') continue;
        const setting = valueIn(text);
        for (const list of ['jqPathExpressions', 'jsonPointers'])
          for (const expression of listAt(setting, [list]).map(String))
            tree.ignoredDifferences.push({
              owner: `ConfigMap ${object.name}`,
              kind: kind === 'all' ? '' : kind,
              name: '',
              expression,
              place: object.at(['data', key]),
            });
      }
    },
  },
];

/** One entry for each expression. */
function ignoredBy(object: ReferenceObject, path: Path): readonly IgnoredDifference[] {
  return listAt(object.value, path).flatMap((entry, i) =>
    isMap(entry)
      ? ['jqPathExpressions', 'jsonPointers'].flatMap((list) =>
          listAt(entry, [list]).map((expression, j) => ({
            owner: `${object.kind} ${object.name}`,
            kind: textAt(entry, ['kind']) ?? '',
            name: textAt(entry, ['name']) ?? '',
            expression: String(expression),
            place: object.at([...path, i, list, j]),
          })),
        )
      : [],
  );
}
