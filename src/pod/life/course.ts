import type { LifeBar } from '../../model/plan.js';
import { live } from './live.js';
import type { Life, Living, LivingPod } from './model.js';

/** What happens to a pod, and which of its containers run meanwhile. */
export interface LifeCourse {
  /** From its start to its end, a clause each, in their order; what is said together happens together. */
  readonly steps: readonly string[];
  readonly bars: readonly LifeBar[];
}

/** The life of a pod step by step; of those in `runOn` nothing says that they may end by themselves. */
export function lifeCourse(pod: LivingPod, kind: string, runOn: ReadonlySet<string>): LifeCourse {
  const life = live(pod);
  const stages = life.stages.filter((stage) => stage.length > 0);
  const starts = stages.map((stage) => clause(stage, 'starts', 'start together'));
  const { steps, ends } = endOf(pod, life, kind, runOn);
  const at = new Map(stages.flatMap((stage, i) => stage.map((name) => [name, i] as const)));
  const bars = [...pod.inits, ...pod.apps].map((living): LifeBar => {
    const from = at.get(living.name) ?? null;
    const end = ends.get(living.name);
    const isStuck = life.stuck.some(({ name }) => name === living.name);
    const last = end === undefined ? null : starts.length + end;
    const to = living.kind === 'init' && !isStuck ? from : last;
    return { name: living.name, kind: living.kind, from, to, remarks: remarksOf(living, life) };
  });
  return { steps: [...starts, ...steps], bars };
}

/** How it comes to an end: the steps after the last start, and by name in which of them a container stops. */
interface CourseEnd {
  readonly steps: readonly string[];
  readonly ends: ReadonlyMap<string, number>;
}

function endOf(
  pod: LivingPod,
  { stuck, keptBy }: Life,
  kind: string,
  runOn: ReadonlySet<string>,
): CourseEnd {
  if (stuck.length > 0)
    return {
      steps: stuck.map(({ name, without }) => `${name} waits for ${without} forever`),
      ends: new Map(),
    };
  const apps = pod.apps.map(({ name }) => name);
  const sidecars = pod.inits
    .filter((each) => each.kind === 'sidecar')
    .map(({ name }) => name)
    .reverse();
  const stops = sidecars.map((name) => `${name} stops`);
  const inTurn = new Map([
    ...apps.map((name) => [name, 0] as const),
    ...sidecars.map((name, i) => [name, i + 1] as const),
  ]);
  if (keptBy === null) {
    const deleted = `the pod is deleted: ${clause(apps, 'stops', 'stop together')}`;
    return { steps: [deleted, ...stops], ends: inTurn };
  }
  const on = keptBy.filter((name) => runOn.has(name));
  const ended = apps.filter((name) => !on.includes(name));
  const ends = ended.length === 0 ? [] : [clause(ended, 'ends', 'end')];
  if (on.length === 0) return { steps: [...ends, ...stops, `the ${kind} completes`], ends: inTurn };
  return {
    steps: [...ends, `${clause(on, 'keeps running', 'keep running')}: the ${kind} never completes`],
    ends: new Map(ended.map((name) => [name, 0] as const)),
  };
}

/** Whom it waits for, and what goes wrong with it. */
function remarksOf({ name, kind, waitsFor, probes, hooks, preStop }: Living, life: Life): string[] {
  const lost = life.losses.filter((each) => each.name === name);
  const holds =
    kind === 'sidecar' ? 'what comes after it starts once' : 'it counts as started once';
  return [
    ...waitsFor.map((other) => `waits for ${other}`),
    ...(probes === null ? [] : [`${holds} its startupProbe succeeds`]),
    ...(hooks === null ? [] : [`${holds} its postStart hook has ended`]),
    ...(preStop > 0 ? [`its preStop hook takes ${preStop} s`] : []),
    ...(life.loops.includes(name) ? ['ends and is restarted'] : []),
    ...(life.cut.includes(name) ? ['is cut off'] : []),
    ...lost.map(({ without }) => `loses ${without} while it stops`),
    ...(life.killed.includes(name) ? ['is killed before it is done'] : []),
  ];
}

function clause(names: readonly string[], one: string, many: string): string {
  const last = names.at(-1) ?? '';
  return names.length < 2
    ? `${last} ${one}`
    : `${names.slice(0, -1).join(', ')} and ${last} ${many}`;
}
