import type { Container } from '../../../model/container.js';
import type { Pod } from '../../../model/pod.js';
import type { Signal } from '../../../model/role.js';
import { textAt } from '../../../model/value.js';
import { baseOf } from '../catalogue/image.js';
import { isSidecarName } from './role-word.js';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';
const NAME_LABELS = [
  'app.kubernetes.io/name',
  'app',
  'k8s-app',
  'name',
  'app.kubernetes.io/component',
];

/** Why containers may be the reason for their pod, whatever their images are. */
export function reasonsToBe(pod: Pod): ReadonlyMap<Container, Signal> {
  const called = namesOf(pod);
  const named = pod.containers.filter(({ name }) => called.has(name)).length;
  const reasons = new Map<Container, Signal>();
  for (const container of pod.containers) {
    const reason = reasonOf(container, pod, called, named);
    if (reason !== null) reasons.set(container, reason);
  }
  return reasons;
}

function reasonOf(
  container: Container,
  pod: Pod,
  called: ReadonlySet<string>,
  named: number,
): Signal | null {
  if (pod.podAnnotations[DEFAULT_CONTAINER] === container.name)
    return against('default-container', `the annotation ${DEFAULT_CONTAINER} names it`);
  const main = mainOfChart(container, pod);
  if (main !== null) return main;
  if (!isCalled(container, called)) return null;
  // Where another container has the workload's name too, the name says nothing.
  if (named > (called.has(container.name) ? 1 : 0)) return null;
  return against('named-as-workload', `its workload is named after it`);
}

/** A list of values that holds all containers of its pod: the chart knows the main one by its name. */
function mainOfChart({ name }: Container, pod: Pod): Signal | null {
  const { values, at } = pod;
  if (values === undefined || String(values.path.at(-1)) !== 'containers') return null;
  const isNamed = values.rule.ok && values.rule.component.ownNames.includes(name);
  const controller = values.shape === 'map' ? String(at.path.at(-1)) : null;
  return isNamed || name === controller || (values.shape === 'map' && /^(?:app|main)$/.test(name))
    ? against('main-of-chart', 'by its name it is the main container of its chart')
    : null;
}

function isCalled(container: Container, called: ReadonlySet<string>): boolean {
  const base = baseOf(container.image ?? '');
  // What is called a sidecar is one, also where its workload shows how sidecars work.
  if (isSidecarName(container.name)) return false;
  if (called.has(container.name) || (base !== '' && called.has(base))) return true;
  return [...called].some((name) => base.length > 3 && hasPart(name, base));
}

/** `prod-oauth2-proxy` holds `oauth2-proxy` as whole words. */
function hasPart(name: string, part: string): boolean {
  const words = part.replaceAll('_', '-');
  return `-${name}-`.includes(`-${words}-`);
}

/** Whether a word is one of those that the workload is called by: `collector` of `usage-collector`. */
export function isInNameOfWorkload(word: string, pod: Pod): boolean {
  return [...namesOf(pod)].some((name) => hasPart(name.toLowerCase(), word));
}

function namesOf(pod: Pod): ReadonlySet<string> {
  // A file of values, or the object that holds one, is called as people like.
  const form = pod.values?.release.form;
  const isCarried = form === 'file' || form === 'ConfigMap';
  const names = new Set(isCarried ? [] : [pod.workload.name]);
  for (const label of NAME_LABELS) {
    const value = textAt(pod.podLabels, [label]);
    if (value !== undefined) names.add(value);
  }
  names.delete('');
  return names;
}

function against(id: string, text: string): Signal {
  return { id, weight: 'against', text };
}
