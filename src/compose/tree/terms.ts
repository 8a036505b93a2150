import { posix } from 'node:path';
import type { PodDecision } from '../../model/plan.js';
import { isMap, listAt } from '../../model/value.js';

/** Words without which a document says nothing about the containers that would move. */
export interface Terms {
  /** Names of the containers. */
  readonly containers: ReadonlySet<string>;
  /** Names and numbers of their ports. */
  readonly ports: ReadonlySet<string>;
  /** Names of the workloads that they stand in. */
  readonly workloads: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
  /** Values of the labels of pods in which one of them names a port: what Services select by. */
  readonly labels: ReadonlySet<string>;
  /** Names of the files that they stand in, without folders. */
  readonly files: ReadonlySet<string>;
}

export function termsOf(decisions: readonly PodDecision[]): Terms {
  const containers = new Set<string>();
  const ports = new Set<string>();
  const workloads = new Set<string>();
  const kinds = new Set<string>();
  const labels = new Set<string>();
  const files = new Set<string>();
  for (const { pod, containers: entries } of decisions) {
    workloads.add(pod.workload.name);
    kinds.add(pod.workload.kind);
    files.add(posix.basename(pod.place.path));
    for (const { container } of entries.filter(
      ({ role }) => role !== null && role.verdict !== 'app',
    )) {
      containers.add(container.name);
      for (const port of listAt(container.value, ['ports'])) {
        if (!isMap(port)) continue;
        if (typeof port.name === 'string') {
          ports.add(port.name);
          for (const value of Object.values(pod.podLabels)) labels.add(String(value));
        }
        if (typeof port.containerPort === 'number') ports.add(String(port.containerPort));
      }
    }
  }
  return { containers, ports, workloads, kinds, labels, files };
}

export function mentions(text: string, words: ReadonlySet<string>): boolean {
  for (const word of words) if (word !== '' && text.includes(word)) return true;
  return false;
}
