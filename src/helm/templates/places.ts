import { groupOf, KINDS } from '../../manifest/kinds/kinds.js';
import type { KindRow } from '../../model/kind.js';
import { samePath } from '../../model/value.js';
import type { ValuesPath } from './abstract.js';
import type { RenderedChart, RenderedFile } from './chart.js';
import type { Block, Element, Pod } from './pods.js';

export type UserList = Element & { readonly kind: 'list' | 'entries' };

/** A pod with lists of one value among its containers, and of another among its init containers. */
export interface Place {
  readonly file: RenderedFile;
  readonly pod: Pod;
  readonly from: readonly UserList[];
  readonly to: readonly UserList[];
}

export function usersIn({ elements }: Block): readonly UserList[] {
  return elements.filter((element): element is UserList => element.kind !== 'own');
}

export function placesOf(
  chart: RenderedChart,
  path: ValuesPath,
  target: ValuesPath | null,
): readonly Place[] {
  return chart.files.flatMap((file) =>
    file.pods.flatMap((pod): readonly Place[] => {
      const from = usersIn(pod.containers).filter((each) => samePath(each.path, path));
      const to = pod.inits
        .flatMap(usersIn)
        .filter((each) => target !== null && samePath(each.path, target));
      return from.length + to.length === 0 ? [] : [{ file, pod, from, to }];
    }),
  );
}

/** What is known of the kind that a pod stands in. */
export function rowsFor({ kind, apiVersion }: Pod): readonly KindRow[] {
  // One template may write either, by a condition within the word.
  const one = /^(?:Deployment|StatefulSet|DaemonSet)*$/.test(kind)
    ? /Deployment|StatefulSet|DaemonSet/.exec(kind)?.[0]
    : kind;
  const rows = KINDS.filter((row) => row.kind === one);
  const own = rows.filter(({ group }) => group === groupOf(apiVersion));
  const core = rows.filter(({ group }) => CORE.includes(group));
  return own.length > 0 ? own : apiVersion === '' && core.length > 0 ? core : rows;
}

export const CORE = ['', 'apps', 'batch'];

export function isPartial(element: UserList): boolean {
  return element.kind === 'entries' && !element.whole;
}
