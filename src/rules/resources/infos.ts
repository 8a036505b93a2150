import type { Container } from '../../model/pod.js';
import type { Rule } from '../../model/rule.js';
import { mapAt } from '../../model/value.js';
import { parseQuantity } from '../../pod/quantity.js';
import { type InfoRow, informing } from '../define.js';

const ROWS: readonly InfoRow[] = [
  [
    'SM406',
    'exclusive CPUs',
    'kubernetes/kubernetes#119447, #112228',
    ({ container, apps }) =>
      [container, ...apps].every(isGuaranteed) && isWhole(requested(container))
        ? `${container.name} keeps its exclusive CPUs under the static CPU manager`
        : null,
  ],
];

/** What only informs in section 4. */
export const RESOURCE_INFOS: readonly Rule[] = informing(ROWS);

function isGuaranteed({ value }: Container): boolean {
  const limits = mapAt(value, ['resources', 'limits']);
  const requests = mapAt(value, ['resources', 'requests']) ?? {};
  if (limits === undefined) return false;
  return ['cpu', 'memory'].every((resource) => {
    const limit = parseQuantity(limits[resource]);
    const request = parseQuantity(requests[resource] ?? limits[resource]);
    return limit !== null && limit === request;
  });
}

function requested({ value }: Container): unknown {
  return mapAt(value, ['resources', 'limits'])?.cpu;
}

function isWhole(value: unknown): boolean {
  const cpus = parseQuantity(value);
  return cpus !== null && cpus > 0n && cpus % 10n ** 9n === 0n;
}
