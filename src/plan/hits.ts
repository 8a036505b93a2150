import type { Container } from '../model/container.js';
import type { Pod } from '../model/pod.js';
import type { Hit, Subject } from '../model/rule.js';
import type { Rule } from '../rules/define.js';

/** What a rule says, whoever accepts it. */
export interface RuleHit {
  readonly rule: Rule;
  readonly hit: Hit;
}

interface Answer {
  readonly subject: Subject;
  readonly rules: readonly Rule[];
  readonly hits: readonly RuleHit[];
}

/** The containers of a pod with what was asked of each, the newest last. */
const ANSWERS = new WeakMap<Pod, Map<Container, Answer[]>>();

/** A pod is decided again for every word that might let it move; older questions are seldom asked again. */
const KEPT = 6;

/** Every hit of the rules on one container that would move; the same question is answered once. */
export function hitsOn(subject: Subject, rules: readonly Rule[]): readonly RuleHit[] {
  const { pod, container } = subject;
  const ofPod = ANSWERS.get(pod) ?? new Map<Container, Answer[]>();
  ANSWERS.set(pod, ofPod);
  const asked = ofPod.get(container) ?? [];
  const before = asked.find((each) => each.rules === rules && isSame(each.subject, subject));
  if (before !== undefined) return before.hits;
  const hits = rules.flatMap((rule) =>
    (rule.check?.(subject) ?? []).map((hit): RuleHit => ({ rule, hit })),
  );
  ofPod.set(container, [...asked.slice(1 - KEPT), { subject, rules, hits }]);
  return hits;
}

/** Everything that a rule may look at, beside the pod and the container. */
function isSame(a: Subject, b: Subject): boolean {
  return (
    a.tree === b.tree &&
    a.settings.kubeMinor === b.settings.kubeMinor &&
    a.settings.kubeSource === b.settings.kubeSource &&
    a.settings.customKinds === b.settings.customKinds &&
    haveSameEntries(a.settings.environment, b.settings.environment) &&
    areSame(a.moving, b.moving) &&
    areSame(a.apps, b.apps) &&
    haveSameEntries(a.before, b.before)
  );
}

function areSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((each, i) => each === b[i]));
}

function haveSameEntries<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean {
  return a === b || (a.size === b.size && [...a].every(([key, value]) => b.get(key) === value));
}
