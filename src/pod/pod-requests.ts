import type { Container } from '../model/container.js';
import { mapAt } from '../model/value.js';
import { parseQuantity, type Quantity } from './quantity.js';

/** An entry of initContainers, as it will stand there. */
export interface InitEntry {
  readonly container: Container;
  /** Whether it keeps running beside those that follow. */
  readonly native: boolean;
}

/**
 * What a pod asks for of one resource, as the scheduler adds it up: the long-running containers
 * together, or the largest step of the start if that is more. null where a number cannot be read.
 * Source: kubernetes/component-helpers resource/helpers.go, AggregateContainerRequests.
 */
export function podRequest(
  resource: string,
  containers: readonly Container[],
  inits: readonly InitEntry[],
): Quantity | null {
  let peak = 0n;
  let natives = 0n;
  for (const { container, native } of inits) {
    const own = requestOf(container, resource);
    if (own === null) return null;
    if (native) natives += own;
    peak = larger(peak, native ? natives : natives + own);
  }
  let sum = natives;
  for (const container of containers) {
    const own = requestOf(container, resource);
    if (own === null) return null;
    sum += own;
  }
  return larger(peak, sum);
}

/** A request that is not there is the limit, and where neither is there nothing is asked for. */
function requestOf(container: Container, resource: string): Quantity | null {
  const value =
    mapAt(container.value, ['resources', 'requests'])?.[resource] ??
    mapAt(container.value, ['resources', 'limits'])?.[resource];
  return value === undefined || value === null ? 0n : parseQuantity(value);
}

function larger(a: Quantity, b: Quantity): Quantity {
  return a > b ? a : b;
}
