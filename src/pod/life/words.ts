import type { Container } from '../../model/container.js';
import type { PodLife } from '../../model/plan.js';
import { hasUnseenApp, type Pod } from '../../model/pod.js';
import { lifeCourse } from './course.js';
import { live, moved } from './live.js';
import type { Life, LivingPod } from './model.js';
import { livingPod } from './of-pod.js';

export interface Moves {
  readonly order: readonly Container[];
  readonly before: ReadonlyMap<Container, string | null>;
  /** Those with the role of a sidecar, whether they move or not. */
  readonly helpers: ReadonlySet<Container>;
  /** Of these nothing in the source says that they may end by themselves. */
  readonly runOn: ReadonlySet<Container>;
}

/** Nobody reads a line with more names. */
const MOST = 20;

/** null where a line would not tell who is who. */
export function lifeLines(pod: Pod, moves: Moves): PodLife | null {
  const order = moves.order.map(({ name }) => name);
  const places = new Map([...moves.before].map(([{ name }, place]) => [name, place]));
  const runOn = new Set([...moves.runOn].map(({ name }) => name));
  const today = livingPod(pod, moves.helpers);
  const then = moved(today, order, places);
  const before = lifeLine(pod, today, runOn);
  const after = lifeLine(pod, then, runOn);
  if (before === null || after === null) return null;
  const own = lifeCourse(today, completing(pod), runOn);
  const other = lifeCourse(then, completing(pod), runOn);
  return {
    before,
    after,
    steps: { before: own.steps, after: other.steps },
    bars: { before: own.bars, after: other.bars },
  };
}

/** The life of a pod as it is led; null where a line would not tell who is who. */
export function lifeLine(pod: Pod, living: LivingPod, runOn: ReadonlySet<string>): string | null {
  const all = [...pod.initContainers, ...pod.containers];
  const names = new Set(all.map(({ name }) => name));
  if (all.length > MOST || names.size < all.length || names.has('') || hasUnseenApp(pod))
    return null;
  return line(living, completing(pod), runOn);
}

/** What completes. A CronJob goes on: each of its Jobs does. */
function completing({ workload: { kind } }: Pod): string {
  if (kind === '') return 'pod';
  return kind === 'CronJob' ? 'Job' : kind;
}

function line(pod: LivingPod, kind: string, runOn: ReadonlySet<string>): string {
  const life = live(pod);
  if (life.stuck.length > 0)
    return life.stuck.map(({ name, without }) => `${name} waits for ${without} forever`).join(', ');
  return `${startOf(life)}; ${endOf(pod, life, kind, runOn)}`;
}

function startOf({ stages }: Life): string {
  const [first = [], ...others] = stages.filter((stage) => stage.length > 0);
  if (others.length === 0)
    return first.length === 1 ? `${listed(first)} starts` : `${listed(first)} start together`;
  const verb = first.length === 1 ? 'starts' : 'start';
  return `${listed(first)} ${verb}, ${others.map((stage) => `then ${listed(stage)}`).join(', ')}`;
}

function endOf(pod: LivingPod, life: Life, kind: string, runOn: ReadonlySet<string>): string {
  const apps = pod.apps.map(({ name }) => name);
  const sidecars = pod.inits.filter((each) => each.kind === 'sidecar').map(({ name }) => name);
  const stop = sidecars
    .reverse()
    .map((name) => `then ${name}`)
    .join(', ');
  if (life.keptBy === null) {
    const together = apps.length === 1 ? 'stops' : 'stop together';
    return `when the pod is deleted, ${listed(apps)} ${together}${stop === '' ? '' : `, ${stop}`}`;
  }
  const on = life.keptBy.filter((name) => runOn.has(name));
  if (on.length > 0)
    return `the ${kind} never completes: ${listed(on)} ${on.length === 1 ? 'keeps' : 'keep'} running`;
  const ended = apps.length === 1 ? 'ends' : 'have ended';
  const stops = stop === '' ? '' : `, ${stop} ${sidecars.length === 1 ? 'stops' : 'stop'}`;
  return `the ${kind} completes when ${listed(apps)} ${ended}${stops}`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
