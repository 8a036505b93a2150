import fc from 'fast-check';
import type { Value, ValueMap } from '../../../src/model/value.js';
import type { Ending, Living, LivingPod } from '../../../src/pod/life/model.js';

/** A pod as data of the simulator, and as the manifest that says the same. */
export interface GeneratedPod {
  readonly pod: LivingPod;
  readonly spec: ValueMap;
  readonly kind: 'Deployment' | 'Job';
  readonly sidecars: readonly string[];
  readonly apps: readonly string[];
  /** The ordinary init containers, and whom each needs to answer. */
  readonly inits: ReadonlyMap<string, string | null>;
}

interface Init {
  readonly needs: number | null;
  readonly feeds: number | null;
}

interface Part {
  readonly isSidecar: boolean;
  readonly program: 'patient' | 'impatient' | 'unknown';
  readonly wait: {
    readonly how: 'until' | 'dockerize' | 'wait-for-it';
    readonly to: number;
  } | null;
  readonly dials: number | null;
  readonly probe: { readonly how: 'tcp' | 'exec'; readonly to: number } | null;
  readonly hook: number | null;
  readonly preStop: number;
  readonly quits: boolean;
  readonly ending: 'never' | 'by-itself' | 'file' | 'ping';
  readonly watched: number;
  readonly lastWork: boolean;
  readonly work: (typeof WORKS)[number];
  readonly turns: boolean;
}

/** What is done once the work is over. */
const WORKS = [
  'aws s3 cp /words/out s3://results',
  'curl -T /words/out https://results.example.com',
  'send() { gsutil cp "$1" gs://results; }; send /words/out',
  'rsync -a /words/ results@example.com:/in',
] as const;

const MOST = 6;
const other = fc.nat({ max: MOST - 1 });
/** One in so many has it. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const part: fc.Arbitrary<Part> = fc.record({
  isSidecar: fc.boolean(),
  program: fc.constantFrom('patient', 'patient', 'patient', 'impatient', 'unknown'),
  wait: rarely(
    fc.record({ how: fc.constantFrom('until', 'dockerize', 'wait-for-it'), to: other }),
    6,
  ),
  dials: rarely(other, 3),
  probe: rarely(fc.record({ how: fc.constantFrom('tcp', 'exec'), to: other }), 4),
  hook: rarely(other, 12),
  preStop: fc.constantFrom(0, 0, 0, 0, 0, 5, 20, 28),
  quits: rarely(fc.constant(true), 20).map((each) => each === true),
  ending: rarely(fc.constantFrom('by-itself', 'file', 'ping'), 8).map((each) => each ?? 'never'),
  watched: other,
  lastWork: fc.boolean(),
  work: fc.constantFrom(...WORKS),
  turns: rarely(fc.constant(true), 20).map((each) => each === true),
});

const init: fc.Arbitrary<Init> = fc.record({ needs: rarely(other, 2), feeds: rarely(other, 2) });

export const pods: fc.Arbitrary<GeneratedPod> = fc
  .record({
    parts: fc.array(part, { minLength: 2, maxLength: MOST }),
    job: fc.constantFrom<'Never' | 'OnFailure' | null>(null, null, 'Never', 'OnFailure'),
    grace: fc.constantFrom(0, 2, 30, 30, 30, 60),
    inits: fc.oneof(
      { weight: 2, arbitrary: fc.constant<Init[]>([]) },
      { weight: 1, arbitrary: fc.array(init, { minLength: 1, maxLength: 2 }) },
    ),
  })
  .map(({ parts, job, grace, inits }) => written(parts, job, grace, inits));

const nameOf = (index: number): string => `c${index}`;
const portOf = (index: number): number => 7000 + index;

/** The living container and its manifest, made of the same part. */
function written(
  drawn: readonly Part[],
  job: 'Never' | 'OnFailure' | null,
  grace: number,
  drawnInits: readonly Init[],
): GeneratedPod {
  const parts = drawn.map((each, i) => sensible(each, i, drawn, job !== null));
  const inits = drawnInits.map(({ needs, feeds }) => ({
    needs: needs === null ? null : needs % parts.length,
    feeds: feeds === null ? null : feeds % parts.length,
  }));
  const volumes = [
    { name: 'words', emptyDir: {} },
    ...inits.map((_, i) => ({ name: `feed${i}`, emptyDir: {} })),
  ];
  return {
    pod: {
      inits: inits.map(livingInit),
      apps: parts.map((each, i) => living(each, i, job !== null, inits)),
      restartPolicy: job ?? 'Always',
      grace,
    },
    spec: {
      ...(job === null ? {} : { restartPolicy: job }),
      terminationGracePeriodSeconds: grace,
      ...(inits.length === 0 ? {} : { initContainers: inits.map(initContainer) }),
      containers: parts.map((each, i) => container(each, i, parts, inits)),
      volumes,
    },
    kind: job === null ? 'Deployment' : 'Job',
    sidecars: parts.flatMap(({ isSidecar }, i) => (isSidecar ? [nameOf(i)] : [])),
    apps: parts.flatMap(({ isSidecar }, i) => (isSidecar ? [] : [nameOf(i)])),
    inits: new Map(
      inits.map(({ needs }, i) => [initName(i), needs === null ? null : nameOf(needs)]),
    ),
  };
}

const initName = (index: number): string => `i${index}`;

function livingInit({ needs }: Init, index: number): Living {
  return {
    ...{ name: initName(index), kind: 'init', waitsFor: needs === null ? [] : [nameOf(needs)] },
    ...{ fedBy: [], probes: null, hooks: null, works: [], ending: { kind: 'by-itself' } },
    ...{ lastWork: false, turns: false, preStop: 0, quits: false, drain: 0 },
  };
}

function initContainer({ needs, feeds }: Init, index: number): ValueMap {
  const url = `http://localhost:${portOf(needs ?? 0)}`;
  return {
    name: initName(index),
    image: 'registry.example.com/prepare:1',
    ...(needs === null ? {} : { env: [{ name: 'UPSTREAM', value: url }] }),
    ...(feeds === null
      ? {}
      : {
          command: ['sh', '-c', `render > /feed${index}/config`],
          volumeMounts: [{ name: `feed${index}`, mountPath: `/feed${index}` }],
        }),
  };
}

/** Only what can be written in one command, and what people write. */
function sensible(part: Part, index: number, all: readonly Part[], isJob: boolean): Part {
  const within = (to: number): number => to % all.length;
  const foreign = (to: number): number =>
    within(to) === index ? (index + 1) % all.length : within(to);
  const isWatched = all.some(
    ({ ending, watched: to }) => ending === 'file' && within(to) === index,
  );
  const isWaiting = part.wait !== null && part.ending === 'never' && !isWatched;
  const watched = foreign(part.watched);
  const mayWatchFile = isJob && part.isSidecar && !(all[watched]?.isSidecar ?? true) && !isWaiting;
  const ending =
    part.ending === 'file' && !mayWatchFile
      ? 'never'
      : part.ending === 'ping' && !part.isSidecar
        ? 'never'
        : part.ending === 'by-itself' && !part.isSidecar
          ? 'never'
          : part.ending;
  const isPlain = ending === 'never' && !isWaiting && !isWatched && isJob && part.isSidecar;
  return {
    ...part,
    turns: part.turns && isPlain,
    wait: isWaiting && part.wait !== null ? { ...part.wait, to: foreign(part.wait.to) } : null,
    dials:
      part.dials === null || ending !== 'never' || isWaiting || isWatched || (part.turns && isPlain)
        ? null
        : foreign(part.dials),
    probe: part.probe === null ? null : { ...part.probe, to: within(part.probe.to) },
    hook: part.hook === null ? null : within(part.hook),
    ending,
    watched,
    lastWork: part.lastWork && ending === 'file',
    program: part.isSidecar ? part.program : 'unknown',
  };
}

function living(part: Part, index: number, isJob: boolean, inits: readonly Init[]): Living {
  const { wait, dials, probe, hook, program, isSidecar } = part;
  const needsAtStart = dials !== null && isSidecar && program !== 'patient';
  return {
    name: nameOf(index),
    kind: 'app',
    waitsFor: [...(wait === null ? [] : [wait.to]), ...(needsAtStart ? [dials ?? 0] : [])].map(
      nameOf,
    ),
    fedBy: inits.flatMap(({ feeds }, i) => (feeds === index ? [initName(i)] : [])),
    probes: probe === null ? null : [nameOf(probe.to)],
    hooks: hook === null ? null : [nameOf(hook)],
    works: dials === null ? [] : [nameOf(dials)],
    ending: endingOf(part, isJob),
    lastWork: part.lastWork,
    turns: part.turns,
    preStop: part.quits ? 0 : part.preStop,
    quits: part.quits,
    drain: 1,
  };
}

function endingOf({ ending, watched, isSidecar }: Part, isJob: boolean): Ending {
  switch (ending) {
    case 'never':
      return isJob && !isSidecar ? { kind: 'by-itself' } : { kind: 'never' };
    case 'by-itself':
      return { kind: 'by-itself' };
    case 'file':
      return { kind: 'after', others: [nameOf(watched)] };
    case 'ping':
      return { kind: 'without', others: [nameOf(watched)] };
  }
}

/** Nobody knows what such a program does while whom it asks is not there. */
export const UNKNOWN_IMAGE = 'registry.example.com/thing:1';

const IMAGES = {
  patient: 'fluent/fluent-bit:3',
  impatient: 'danielqsj/kafka-exporter:v1.8',
  unknown: UNKNOWN_IMAGE,
};

function container(
  part: Part,
  index: number,
  all: readonly Part[],
  inits: readonly Init[],
): ValueMap {
  const { program, dials, probe, hook, preStop, quits } = part;
  const marks = all.flatMap(({ ending, watched }, i) =>
    ending === 'file' && watched === index ? [i] : [],
  );
  const uses = part.ending === 'file' || marks.length > 0;
  return {
    name: nameOf(index),
    image: IMAGES[program],
    ...commandOf(part, index, marks),
    ...(dials === null ? {} : { args: [`--peer=localhost:${portOf(dials)}`] }),
    ports: [{ containerPort: portOf(index) }],
    ...(probe === null ? {} : { startupProbe: probeOf(probe) }),
    ...(hook === null && preStop === 0 && !quits
      ? {}
      : { lifecycle: { ...hookOf(hook), ...preStopOf(part) } }),
    ...mountsOf(uses || part.turns, index, inits),
  };
}

function mountsOf(uses: boolean, index: number, inits: readonly Init[]): ValueMap {
  const volumeMounts = [
    ...(uses ? [{ name: 'words', mountPath: '/words' }] : []),
    ...inits.flatMap(({ feeds }, i) =>
      feeds === index ? [{ name: `feed${i}`, mountPath: '/config', readOnly: true }] : [],
    ),
  ];
  return volumeMounts.length === 0 ? {} : { volumeMounts };
}

function commandOf(
  { wait, ending, watched, lastWork, work: last, turns }: Part,
  index: number,
  marks: readonly number[],
): ValueMap {
  const sh = (script: string): ValueMap => ({ command: ['sh', '-c', script] });
  switch (ending) {
    case 'by-itself':
      return sh('curl -sf https://example.com/once');
    case 'ping':
      return sh(`serve & while nc -z localhost ${portOf(watched)}; do sleep 5; done; kill $!`);
    case 'file': {
      const work = lastWork ? last : 'kill $!';
      return sh(`serve & until [ -f /words/${nameOf(watched)} ]; do sleep 1; done; ${work}`);
    }
    case 'never':
  }
  if (turns) return sh('while true; do aws s3 sync /words s3://results; sleep 60; done');
  if (marks.length > 0) return sh(`trap "touch /words/${nameOf(index)}" EXIT; run`);
  if (wait === null) return {};
  const port = portOf(wait.to);
  switch (wait.how) {
    case 'until':
      return sh(`until nc -z 127.0.0.1 ${port}; do sleep 1; done; exec serve`);
    case 'dockerize':
      return { command: ['dockerize', '-wait', `tcp://localhost:${port}`, 'serve'] };
    case 'wait-for-it':
      return { command: ['/wait-for-it.sh', `localhost:${port}`, '--', 'serve'] };
  }
}

function probeOf({ how, to }: NonNullable<Part['probe']>): ValueMap {
  const port = portOf(to);
  return how === 'tcp'
    ? { tcpSocket: { port } }
    : { exec: { command: ['sh', '-c', `nc -z localhost ${port}`] } };
}

function hookOf(hook: number | null): ValueMap {
  if (hook === null) return {};
  const script = `until nc -z localhost ${portOf(hook)}; do sleep 1; done`;
  return { postStart: { exec: { command: ['sh', '-c', script] } } };
}

function preStopOf({ preStop, quits }: Part): Record<string, Value> {
  if (quits) return { preStop: { exec: { command: ['sh', '-c', 'kill 1'] } } };
  return preStop === 0 ? {} : { preStop: { sleep: { seconds: preStop } } };
}
