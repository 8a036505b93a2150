import type { Container } from '../../model/container.js';
import { mapAt } from '../../model/value.js';
import { parseQuantity } from '../../pod/quantity.js';
import { informing, rule } from '../define.js';

export const exclusiveCpus = rule({
  code: 'SM406',
  title: 'exclusive CPUs',
  sources: ['kubernetes/kubernetes#119447, #112228'],
  effects: ['informs'],
  harm: 'Nothing goes wrong: under the static CPU manager policy a sidecar keeps its exclusive CPUs.',
  seen: 'A pod of the QoS class Guaranteed whose sidecar requests whole CPUs.',
  fix: 'Nothing to do.',
  check: informing(({ container, apps }) =>
    [container, ...apps].every(isGuaranteed) && isWhole(requested(container))
      ? `${container.name} keeps its exclusive CPUs under the static CPU manager policy`
      : null,
  ),
});

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
