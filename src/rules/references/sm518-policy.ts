import type { Pod } from '../../model/pod.js';
import type { ContainerPolicy, PolicyMatch } from '../../model/references.js';
import type { Hit } from '../../model/rule.js';
import type { Tree } from '../../model/tree.js';
import { rule, warns } from '../define.js';
import { at } from './at.js';
import { selects } from './selector.js';

/** A policy that walks `containers` alone no longer sees what has moved. */
export const containersPolicy = rule({
  code: 'SM518',
  title: 'a policy that covers only containers',
  sources: ['kyverno/policies#1528', 'kyverno/policies best-practices/require-probes'],
  effects: ['warns', 'note'],
  harm: 'A policy that reads only containers no longer sees the sidecar: it no longer checks it, and no longer sets what it used to set on it. Policies that select none of these pods are a note.',
  seen: 'Rules of Kyverno, admission policies and Gatekeeper templates that read containers and never initContainers, and select the workload or its pods.',
  fix: 'Extend the policy to both lists.',
  before: `foreach:
- list: request.object.spec.containers`,
  after: `foreach:
- list: "request.object.spec.[initContainers, containers][]"`,
  note: {
    message:
      'policies in this tree read only containers: they no longer see the sidecars that move',
    applies: ({ tree }) => tree.policies.length > 0,
  },
  check: ({ pod, container, tree }) => {
    const policies = tree.policies.filter((policy) => isFor(policy, pod, tree));
    return [
      hit(
        policies.filter(({ effect }) => effect === 'mutate'),
        `changes only containers: what it sets is missing on ${container.name} after the move`,
      ),
      hit(
        policies.filter(({ effect }) => effect === 'validate'),
        `checks only containers: ${container.name} is no longer checked`,
      ),
    ].flat();
  },
});

/** One finding however many there are: a cluster may have fifty of them. */
function hit(policies: readonly ContainerPolicy[], what: string): readonly Hit<'warn'>[] {
  const [first, ...others] = policies;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `; the same goes for ${others.length} more`;
  return warns(
    `${first.owner} ${what} (${at(first.place)})${more}`,
    'extend the policy to initContainers, at least to those with restartPolicy: Always, then accept SM518',
    { related: policies.map(({ place }) => place) },
  );
}

function isFor(policy: ContainerPolicy, pod: Pod, tree: Tree): boolean {
  const matches =
    policy.constraintKind === ''
      ? policy.matches
      : tree.constraints
          .filter(({ kind }) => kind === policy.constraintKind)
          .map(({ match }) => match);
  return (
    matches.some((match) => matchesPod(match, pod)) &&
    !policy.excludes.some((match) => excludesPod(match, pod))
  );
}

/** By the workload itself, or by the pods that it makes. */
function matchesPod(match: PolicyMatch, { workload, podLabels }: Pod): boolean {
  const asPod = match.kinds.some((kind) => kind === 'Pod' || kind === '*');
  if (!asPod && !match.kinds.includes(workload.kind)) return false;
  const { selector } = match;
  const labels = [...(asPod ? [podLabels] : []), workload.labels];
  return (
    isAmong(match.names, workload.name, asPod && workload.kind !== 'Pod') &&
    (match.namespaces.length === 0 ||
      workload.namespace === '' ||
      isAmong(match.namespaces, workload.namespace, false)) &&
    (selector === null || labels.some((own) => selects(selector, own)))
  );
}

/** An exclusion counts only where it is sure: an unknown namespace excludes nothing. */
function excludesPod(match: PolicyMatch, pod: Pod): boolean {
  const { workload } = pod;
  if (match.namespaces.length > 0 && workload.namespace === '') return false;
  const kinds = match.kinds.length === 0 ? ['*'] : match.kinds;
  return matchesPod({ ...match, kinds }, pod);
}

/** Names with `*` and `?`; a pod's begins with its workload's. */
function isAmong(patterns: readonly string[], name: string, isPrefix: boolean): boolean {
  const names = isPrefix ? [name, `${name}-0`] : [name];
  return (
    patterns.length === 0 ||
    patterns.some((pattern) => {
      // Stars next to each other are one: more of them would only cost time.
      const glob = pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replace(/\*{1,999}/g, '.*')
        .replaceAll('?', '.');
      if (pattern.split('*').length > 9) return true;
      return names.some((own) => new RegExp(`^${glob}$`, 's').test(own));
    })
  );
}
