import type { Container } from '../../model/container.js';
import type { Hit, Subject } from '../../model/rule.js';
import { isMap, mapAt, type ValueMap } from '../../model/value.js';
import { commandText } from '../../pod/classify/command.js';
import { podGraph } from '../../pod/facts/graph/pod-graph.js';
import { declaredPorts, foreignPortIn, mayListenOn, portAsked } from '../../pod/facts/ports.js';
import { callsIn, handlerProgram, type Program } from '../../pod/facts/programs.js';
import { unseenIn } from '../../pod/facts/unseen.js';
import { type StartNeed, startNeeds } from '../../pod/start-needs.js';
import { rule, warns } from '../define.js';

/** App starts once the sidecar is started; a sidecar that is started once App answers never is. */
export const startNeedsApp = rule({
  code: 'SM204',
  title: 'a probe or hook that waits for the main container',
  sources: ['KEP-753, Scenario 7', 'kubernetes/kubernetes kuberuntime_container.go'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'The main container starts only once the sidecar has started, and the sidecar has started only once its startupProbe has passed and its postStart hook has returned. If these wait for the main container, neither ever starts.',
  seen: 'A port of the main container in the probe or the hook; a script that checks such a port on localhost, looks for a process of the main container, or waits for a file that the main container may write; a named port that the sidecar does not have. What cannot be read (a script that does not parse, another language, a file on a volume) warns, and so does a startupProbe on a port that the sidecar does not declare although it declares others.',
  fix: 'Make the probe and the hook check only the sidecar, or remove them.',
  before: `startupProbe:
  httpGet: {port: 8080} # of the main container`,
  after: `startupProbe:
  httpGet: {port: 9090} # of the sidecar`,
  asked: ['moving', 'native'],
  check: (subject) => HANDLERS.flatMap((handler) => check(subject, handler)),
});

interface Handler {
  readonly what: string;
  readonly by: 'startupProbe' | 'postStart';
  readonly path: readonly string[];
}

const HANDLERS: readonly Handler[] = [
  { what: 'startupProbe', by: 'startupProbe', path: ['startupProbe'] },
  { what: 'postStart hook', by: 'postStart', path: ['lifecycle', 'postStart'] },
];

function check(subject: Subject, { what, by, path }: Handler): readonly Hit<'block' | 'warn'>[] {
  const { container } = subject;
  const handler = mapAt(container.value, path);
  if (handler === undefined || Object.keys(handler).length === 0) return [];
  const program = handlerProgram(container, path);
  const { name } = container;
  const need =
    needOfApp(subject, by) ?? noSuchPort(handler, container) ?? foreignProcess(program, subject);
  if (need !== null)
    return [
      {
        severity: need.sure ? 'block' : 'warn',
        message: need.sure
          ? `the ${what} of ${name} waits for the main container (${need.why}), which starts only once ${name} has started: neither would ever start`
          : `the ${what} of ${name} may wait for the main container (${need.why}), which starts only once ${name} has started: then neither would ever start`,
        remedy: `make the ${what} check only ${name}, or remove it`,
      },
    ];
  const unseen = unseenIn(program, container);
  if (unseen === null) return by === 'startupProbe' ? unknownPort(handler, program, subject) : [];
  return warns(
    `part of what the ${what} of ${name} runs cannot be seen (${unseen}): whether it waits for the main container is not known`,
    `read it, and accept SM204 if it checks only ${name}`,
  );
}

type Need = Pick<StartNeed, 'why' | 'sure'>;

function needOfApp({ pod, container, apps }: Subject, by: StartNeed['by']): Need | null {
  const needs = startNeeds(container, pod).filter(
    (need) => need.by === by && apps.includes(need.to),
  );
  return needs.find(({ sure }) => sure) ?? needs[0] ?? null;
}

/** A name is looked up in its own container, and a probe without a port never succeeds. */
function noSuchPort(handler: ValueMap, container: Container): Need | null {
  for (const action of actionsOf(handler))
    if (portAsked(action, container) === null && typeof action.port === 'string')
      return {
        why: `it checks a port ${action.port}, which ${container.name} does not have`,
        sure: true,
      };
  return null;
}

/** A process that nobody can be told to run: where processes are shared it is another one's. */
function foreignProcess(program: Program, { pod, container }: Subject): Need | null {
  if (pod.spec.shareProcessNamespace !== true) return null;
  const own = podGraph(pod)
    .from(container)
    .some(({ kind }) => kind === 'watches');
  const call = own
    ? undefined
    : callsIn(program).find(({ name }) => /^(?:pgrep|pidof)$/.test(name));
  const process = call?.args.findLast((arg) => !/^[-<>|&\d]/.test(arg)) ?? '';
  if (call === undefined || commandText(container).includes(process)) return null;
  return { why: `it looks for the process ${process} of another container`, sure: true };
}

/** Who declares its ports and is asked on another one may well be asked on somebody else's. */
function unknownPort(
  handler: ValueMap,
  program: Program,
  { pod, container, apps }: Subject,
): readonly Hit<'block' | 'warn'>[] {
  const declared = declaredPorts(container);
  if (declared.size === 0) return [];
  const asked = [
    ...actionsOf(handler).map((action) => portAsked(action, container)),
    ...callsIn(program).map(({ text }) => foreignPortIn(text, declared)),
  ];
  // Another sidecar that says it listens there goes first.
  const ofOthers = new Set(
    podGraph(pod)
      .from(container)
      .filter(
        ({ kind, to, certainty, occasion }) =>
          kind === 'dials' &&
          occasion === 'startupProbe' &&
          certainty === 'written' &&
          !apps.includes(to),
      )
      .map(({ port }) => port),
  );
  const port = asked.find(
    (each) => each !== null && !mayListenOn(container, each) && !ofOthers.has(each),
  );
  if (port === undefined || port === null) return [];
  return warns(
    `the startupProbe of ${container.name} checks port ${port}, which ${container.name} does not declare (it declares ${[...declared].join(', ')}): if it is a port of the main container, neither would ever start`,
    `declare port ${port} on ${container.name} if it listens there, or accept SM204`,
  );
}

function actionsOf(handler: ValueMap): readonly ValueMap[] {
  return ['httpGet', 'tcpSocket', 'grpc']
    .map((key) => handler[key])
    .filter((action) => isMap(action))
    .filter(({ host }) => typeof host !== 'string' || /^(?:localhost|127\.|::1|$)/.test(host));
}
