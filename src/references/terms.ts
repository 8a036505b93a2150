import { posix } from 'node:path';
import type { Container } from '../model/container.js';
import type { Pod } from '../model/pod.js';
import type { Role } from '../model/role.js';
import { isMap, listAt } from '../model/value.js';
import { defaultPorts } from '../pod/facts/graph/default-ports.js';

/** Words without which a document says nothing about the containers that would move. */
export interface Terms {
  /** Names of the containers. */
  readonly containers: ReadonlySet<string>;
  /** Names and numbers of their ports, those that their images have by default too. */
  readonly ports: ReadonlySet<string>;
  /** Names of the workloads that they stand in. */
  readonly workloads: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
  /** Values of the labels of pods in which one of them names a port: what Services select by. */
  readonly labels: ReadonlySet<string>;
  /** Names of the files that they stand in, without folders. */
  readonly files: ReadonlySet<string>;
}

/** A pod that may lose a sidecar, and what kustomizations make of it. */
export interface Candidate {
  readonly pod: Pod;
  readonly containers: readonly Container[];
  /** In the order of the containers. */
  readonly roles: readonly Role[];
  readonly views: readonly Pod[];
}

export function termsOf(candidates: readonly Candidate[]): Terms {
  const containers = new Set<string>();
  const ports = new Set<string>();
  const workloads = new Set<string>();
  const kinds = new Set<string>();
  const labels = new Set<string>();
  const files = new Set<string>();
  for (const { pod, containers: all, roles, views } of candidates) {
    kinds.add(pod.workload.kind);
    files.add(posix.basename(pod.place.path));
    const own = new Set(all.filter((_, i) => roles[i]?.verdict !== 'app').map(({ name }) => name));
    for (const name of own) containers.add(name);
    for (const { workload, podLabels, containers: entries } of [pod, ...views]) {
      workloads.add(workload.name);
      const moving = entries.filter(({ name }) => own.has(name));
      for (const port of moving.flatMap(defaultPorts)) ports.add(String(port));
      for (const port of moving.flatMap(({ value }) => listAt(value, ['ports']))) {
        if (!isMap(port)) continue;
        if (typeof port.name === 'string') {
          ports.add(port.name);
          for (const value of Object.values(podLabels)) labels.add(String(value));
        }
        if (typeof port.containerPort === 'number') ports.add(String(port.containerPort));
      }
    }
  }
  return { containers, ports, workloads, kinds, labels, files };
}

/** Names, labels and numbers are whole words of a text. */
const WORD = /[\w.-]+/g;

/** Whether a text holds one of some words: its own are looked up, for there may be thousands of both. */
export function mentions(text: string, words: ReadonlySet<string>): boolean {
  if (words.size === 0) return false;
  if (words.size < FEW) {
    for (const word of words) if (word !== '' && text.includes(word)) return true;
    return false;
  }
  // In a string of JSON or YAML a line may begin behind an escaped break.
  for (const [word] of text.replaceAll(/\\[nrt]/g, ' ').matchAll(WORD))
    if (words.has(word) || words.has(word.replace(/^[.-]{1,9}/, '').replace(/[.-]$/, '')))
      return true;
  return false;
}

const FEW = 100;
