import type { Pod } from '../../model/pod.js';
import type { Held } from '../../model/transform.js';

export type HeldByPod = ReadonlyMap<string, readonly Held[]>;

/** The same pods, with what an edit has found out about single containers as a caveat of theirs. */
export function withHeld(pods: readonly Pod[], held: HeldByPod): readonly Pod[] {
  return pods.map((pod) => {
    const own = held.get(pod.id);
    if (own === undefined) return pod;
    const caveats = own.map((refusal) => ({ ...refusal, severity: 'block' as const }));
    return { ...pod, caveats: [...(pod.caveats ?? []), ...caveats] };
  });
}

/** Pods that were read again, with the caveats that are known of them. */
export function withCaveats(pods: readonly Pod[], known: ReadonlyMap<string, Pod>): readonly Pod[] {
  return pods.map((pod) => {
    const caveats = known.get(pod.id)?.caveats ?? [];
    return caveats.length === 0 ? pod : { ...pod, caveats };
  });
}
