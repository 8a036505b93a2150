import { createHash } from 'node:crypto';
import type { PodDecision } from '../model/plan.js';
import { podPathOf } from '../model/pod.js';

/**
 * Sixteen hex digits for what is said of a container: of what it is about, and not of where that stands, so that
 * they are the same after lines moved, and after the file was formatted or got another name.
 */
export function fingerprintOf({ pod }: PodDecision, container: string, rule: string): string {
  const { apiVersion, kind, namespace, name } = pod.workload;
  const group = apiVersion.includes('/') ? apiVersion.split('/', 1) : [''];
  return hash(...group, kind, namespace, name, podPathOf(pod).join('/'), container, rule);
}

/** The same thing may be said more than once: copies of an object are numbered in their order. */
export function numbering(): (fingerprint: string) => string {
  const seen = new Map<string, number>();
  return (fingerprint) => {
    const nth = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, nth);
    return nth === 1 ? fingerprint : hash(fingerprint, String(nth));
  };
}

export function hash(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
