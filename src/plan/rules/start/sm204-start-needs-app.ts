import { declaredPorts, mayListenOn, portAsked } from '../../../facts/ports.js';
import {
  callsIn,
  handlerProgram,
  hookOf,
  loopsIn,
  type Program,
  probeOf,
} from '../../../facts/programs.js';
import { unseenIn } from '../../../facts/unseen.js';
import type { Hit, Rule, Subject } from '../../../model/rule.js';
import { isMap, type ValueMap } from '../../../model/value.js';
import { appPorts, asksApp, waitsForApp } from './waits.js';

/** App starts once the sidecar is started; a sidecar that is started once App answers never is. */
export const startNeedsApp: Rule = {
  code: 'SM204',
  title: 'a start that waits for the application',
  sources: ['KEP-753, Scenario 7', 'kubernetes/kubernetes kuberuntime_container.go'],
  absolute: true,
  check: (subject) => [
    ...check(subject, 'startupProbe', ['startupProbe'], probeOf(subject.container, 'startupProbe')),
    ...check(
      subject,
      'postStart hook',
      ['lifecycle', 'postStart'],
      hookOf(subject.container, 'postStart'),
    ),
  ],
};

function check(
  subject: Subject,
  what: string,
  path: readonly string[],
  handler: ValueMap | undefined,
): readonly Hit[] {
  if (handler === undefined) return [];
  const program = handlerProgram(subject.container, path);
  const why = overNetwork(handler, subject) ?? byCommand(program, subject);
  const { name } = subject.container;
  if (why !== null)
    return [
      {
        severity: 'block',
        message: `the ${what} of ${name} waits for the application (${why}), which starts only once ${name} has started: neither ever would`,
        remedy: `let the ${what} look at ${name} alone, or take it off`,
      },
    ];
  const unseen = unseenIn(program, subject.container);
  if (unseen === null) return what === 'startupProbe' ? unknownPort(handler, subject) : [];
  return [
    {
      severity: 'warn',
      message: `not all of what the ${what} of ${name} runs is seen (${unseen}): whether it waits for the application is not known`,
      remedy: `read it, and accept SM204 if it looks at ${name} alone`,
    },
  ];
}

function overNetwork(handler: ValueMap, subject: Subject): string | null {
  for (const key of ['httpGet', 'tcpSocket', 'grpc']) {
    const action = handler[key];
    if (!isMap(action) || !isOfThePod(action)) continue;
    const port = portAsked(action, subject.container);
    // A name is looked up in its own container, and a probe without a port never succeeds.
    if (port === null && typeof action.port === 'string')
      return `it asks a port ${action.port}, which ${subject.container.name} does not have`;
    const app = port === null ? undefined : appPorts(subject).get(port);
    if (app !== undefined) return `it asks port ${port} of ${app.name}`;
  }
  return null;
}

/** Who declares its ports and is asked on another one may well be asked on somebody else's. */
function unknownPort(handler: ValueMap, { container }: Subject): readonly Hit[] {
  const declared = declaredPorts(container);
  for (const key of ['httpGet', 'tcpSocket', 'grpc']) {
    const action = handler[key];
    if (!isMap(action) || !isOfThePod(action)) continue;
    const port = portAsked(action, container);
    if (port === null || declared.size === 0 || mayListenOn(container, port)) continue;
    return [
      {
        severity: 'warn',
        message: `the startupProbe of ${container.name} asks port ${port}, which is none of those that ${container.name} declares (${[...declared].join(', ')}): if it is the application's, neither ever starts`,
        remedy: `declare port ${port} on ${container.name} if it listens there, or accept SM204`,
      },
    ];
  }
  return [];
}

function isOfThePod({ host }: ValueMap): boolean {
  return typeof host !== 'string' || /^(?:localhost|127\.|::1|$)/.test(host);
}

function byCommand(program: Program, subject: Subject): string | null {
  for (const call of callsIn(program)) {
    const asked = asksApp(call, subject);
    if (asked !== null) return asked;
  }
  for (const loop of loopsIn(program)) {
    const waited = waitsForApp(loop, subject);
    if (waited !== null) return waited;
  }
  return null;
}
