import { live } from './live.js';
import type { LivingPod } from './model.js';

/** What happens to a pod from its start to its end, a clause each, in their order; what is said together happens together. */
export function lifeSteps(
  pod: LivingPod,
  kind: string,
  runOn: ReadonlySet<string>,
): readonly string[] {
  const { stages, stuck, keptBy } = live(pod);
  const starts = stages
    .filter((stage) => stage.length > 0)
    .map((stage) => clause(stage, 'starts', 'start together'));
  if (stuck.length > 0)
    return [...starts, ...stuck.map((each) => `${each.name} waits for ${each.without} for ever`)];
  const apps = pod.apps.map(({ name }) => name);
  const stops = pod.inits
    .filter((each) => each.kind === 'sidecar')
    .map(({ name }) => `${name} stops`)
    .reverse();
  if (keptBy === null)
    return [...starts, `the pod is deleted: ${clause(apps, 'stops', 'stop together')}`, ...stops];
  const on = keptBy.filter((name) => runOn.has(name));
  const ended = apps.filter((name) => !on.includes(name));
  const ends = ended.length === 0 ? [] : [clause(ended, 'ends', 'end')];
  if (on.length > 0)
    return [...starts, ...ends, `${clause(on, 'runs on', 'run on')}: the ${kind} never completes`];
  return [...starts, ...ends, ...stops, `the ${kind} completes`];
}

function clause(names: readonly string[], one: string, many: string): string {
  const last = names.at(-1) ?? '';
  return names.length < 2
    ? `${last} ${one}`
    : `${names.slice(0, -1).join(', ')} and ${last} ${many}`;
}
