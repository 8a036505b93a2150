import { type Container, isNative } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import type { Occasion, Relation } from '../../model/relations.js';
import { patienceOf } from '../facts/graph/gives-up.js';
import { podGraph } from '../facts/graph/pod-graph.js';
import { runsToCompletion } from '../facts/lifetime.js';
import { hookOf, probeOf } from '../facts/programs.js';
import { gracePeriod, sleepOf } from '../facts/times.js';
import type { Ending, Living, LivingPod } from './model.js';

/** Seconds that a container is taken to work on after SIGTERM, where nothing says more. */
const DRAIN = 1;

/** What the simulator has to know of a pod; `helpers` run on until they are told, the others work. */
export function livingPod(pod: Pod, helpers: ReadonlySet<Container>): LivingPod {
  const living = (container: Container): Living => livingOf(container, pod, helpers);
  const { restartPolicy } = pod.spec;
  const ends = runsToCompletion(pod);
  return {
    inits: pod.initContainers.map(living),
    apps: pod.containers.map(living),
    restartPolicy: !ends ? 'Always' : restartPolicy === 'OnFailure' ? 'OnFailure' : 'Never',
    grace: gracePeriod(pod),
  };
}

function livingOf(container: Container, pod: Pod, helpers: ReadonlySet<Container>): Living {
  const relations = podGraph(pod).from(container);
  const at = (occasion: Occasion): readonly string[] =>
    namesOf(relations.filter((each) => each.occasion === occasion && HOLDS.includes(each.kind)));
  return {
    name: container.name,
    kind: container.kind === 'container' ? 'app' : isNative(container) ? 'sidecar' : 'init',
    waitsFor: [...at('wait'), ...namesOf(relations.filter(givesUp))],
    fedBy: [],
    probes: probeOf(container, 'startupProbe') === undefined ? null : at('startupProbe'),
    hooks: hookOf(container, 'postStart') === undefined ? null : at('postStart'),
    works: [...at('run'), ...at('wait')],
    ending: endingOf(container, relations, pod, helpers),
    lastWork: false,
    turns: false,
    preStop: sleepOf(container, 'preStop'),
    quits: false,
    drain: DRAIN,
  };
}

const HOLDS: readonly Relation['kind'][] = ['dials', 'uses-socket', 'waits-for-file', 'watches'];

function givesUp({ kind, occasion, from, port }: Relation): boolean {
  if (kind !== 'dials' || occasion !== 'run' || port === undefined) return false;
  return patienceOf(from, port) === 'gives-up';
}

function namesOf(relations: readonly Relation[]): readonly string[] {
  return [...new Set(relations.map(({ to }) => to.name))];
}

function endingOf(
  container: Container,
  relations: readonly Relation[],
  pod: Pod,
  helpers: ReadonlySet<Container>,
): Ending {
  if (container.kind === 'init' && !isNative(container)) return { kind: 'by-itself' };
  const by = relations.filter(({ kind }) => kind === 'ends-by');
  if (by.length > 0) return { kind: 'after', others: namesOf(by) };
  const works = container.kind === 'container' && !helpers.has(container);
  return { kind: works && runsToCompletion(pod) ? 'by-itself' : 'never' };
}
