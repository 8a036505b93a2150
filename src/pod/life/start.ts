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
  const ended = new Set<string>();
  let up: ReadonlySet<string> = new Set();
  const enter = (stage: readonly Living[]): void => {
    running.push(...stage);
    stages.push(stage.map(({ name }) => name));
    up = upAmong(running, ended);
    for (const { name, ending } of running)
      if (ending.kind === 'without' && ending.others.some((other) => !up.has(other)))
        early.add(name);
  };
  for (const init of pod.inits) {
    enter([init]);
    const lacks = init.kind === 'init' ? lacksOf(init, up, ended) : lacksAtStart(init, up, ended);
    if (lacks.length > 0) return { stages, stuck: lacks, up, early };
    // An ordinary one has ended, and answers nobody.
    if (init.kind !== 'init') continue;
    running.pop();
    ended.add(init.name);
  }
  enter(pod.apps);
  const stuck = pod.apps.flatMap((app) => [
    ...lacksAtStart(app, up, ended),
    ...lacksOf(app, up, ended),
  ]);
  const late = running
    .filter(({ kind }) => kind === 'sidecar')
    .flatMap((each) => lacksOf(each, up, ended));
  return { stages, stuck: distinct([...stuck, ...late]), up, early };
}

/** Those of the running that answer: whoever waits for another one answers once that does. */
function upAmong(running: readonly Living[], ended: ReadonlySet<string>): ReadonlySet<string> {
  const up = new Set<string>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const each of running) {
      const { name } = each;
      if (up.has(name) || lacksOf(each, up, ended).length > 0) continue;
      up.add(name);
      grown = true;
    }
  }
  return up;
}

/** Whom a container still lacks before the next one may start. */
function lacksAtStart(
  living: Living,
  up: ReadonlySet<string>,
  ended: ReadonlySet<string>,
): readonly Lack[] {
  const { name, probes, hooks } = living;
  const asked = [...(hooks ?? []), ...(probes === null ? [] : [name, ...probes])];
  const missing = [...new Set(asked)].filter((other) => !up.has(other));
  return missing.flatMap((other): readonly Lack[] =>
    other === name ? lacksOf(living, up, ended) : [{ name, without: other }],
  );
}

/** Whom its program lacks: those that have to answer, and those that had to end before. */
function lacksOf(
  { name, waitsFor, fedBy }: Living,
  up: ReadonlySet<string>,
  ended: ReadonlySet<string>,
): readonly Lack[] {
  const missing = [
    ...waitsFor.filter((other) => !up.has(other)),
    ...fedBy.filter((other) => !ended.has(other)),
  ];
  return missing.map((without) => ({ name, without }));
}

function distinct(lacks: readonly Lack[]): readonly Lack[] {
  return [...new Map(lacks.map((each) => [`${each.name} ${each.without}`, each])).values()];
}
