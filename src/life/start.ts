import type { Lack, Living, LivingPod } from './model.js';

/** How far a pod comes at its start. */
export interface Started {
  readonly stages: readonly (readonly string[])[];
  readonly stuck: readonly Lack[];
  /** Those that answer. */
  readonly up: ReadonlySet<string>;
  /** Those that ended because somebody did not answer yet. */
  readonly early: ReadonlySet<string>;
}

/**
 * The kubelet's order (KEP-753): an init container after the other, an ordinary one until it has
 * ended, a restartable one until it has started, then the applications together.
 */
export function start(pod: LivingPod): Started {
  const running: Living[] = [];
  const stages: (readonly string[])[] = [];
  const early = new Set<string>();
  let up: ReadonlySet<string> = new Set();
  const enter = (stage: readonly Living[]): void => {
    running.push(...stage);
    stages.push(stage.map(({ name }) => name));
    up = upAmong(running);
    for (const { name, ending } of running)
      if (ending.kind === 'without' && ending.others.some((other) => !up.has(other)))
        early.add(name);
  };
  for (const init of pod.inits) {
    enter([init]);
    const lacks = init.kind === 'init' ? lacksOf(init, up) : lacksAtStart(init, up);
    if (lacks.length > 0) return { stages, stuck: lacks, up, early };
    // An ordinary one has ended, and answers nobody.
    if (init.kind === 'init') running.pop();
  }
  enter(pod.apps);
  const stuck = pod.apps.flatMap((app) => [...lacksAtStart(app, up), ...lacksOf(app, up)]);
  const late = running
    .filter(({ kind }) => kind === 'sidecar')
    .flatMap((each) => lacksOf(each, up));
  return { stages, stuck: distinct([...stuck, ...late]), up, early };
}

/** Those of the running that answer: whoever waits for another one answers once that does. */
function upAmong(running: readonly Living[]): ReadonlySet<string> {
  const up = new Set<string>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const { name, waitsFor } of running) {
      if (up.has(name) || !waitsFor.every((other) => up.has(other))) continue;
      up.add(name);
      grown = true;
    }
  }
  return up;
}

/** Whom a container still lacks before the next one may start. */
function lacksAtStart(living: Living, up: ReadonlySet<string>): readonly Lack[] {
  const { name, probes, hooks } = living;
  const asked = [...(hooks ?? []), ...(probes === null ? [] : [name, ...probes])];
  const missing = [...new Set(asked)].filter((other) => !up.has(other));
  return missing.flatMap((other): readonly Lack[] =>
    other === name ? lacksOf(living, up) : [{ name, without: other }],
  );
}

/** Whom its program lacks. */
function lacksOf({ name, waitsFor }: Living, up: ReadonlySet<string>): readonly Lack[] {
  return waitsFor.filter((other) => !up.has(other)).map((without) => ({ name, without }));
}

function distinct(lacks: readonly Lack[]): readonly Lack[] {
  return [...new Map(lacks.map((each) => [`${each.name} ${each.without}`, each])).values()];
}
