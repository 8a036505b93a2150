import { runsToCompletion } from '../../facts/lifetime.js';
import type { Container, EffectivePod } from '../../model/pod.js';
import { isMap, listAt } from '../../model/value.js';
import { roleWord } from '../signals/role-word.js';
import type { Family } from './family.js';
import { type Standing, standingOf } from './standing.js';

/**
 * What a container is by what it is and by who is there beside it, before any relation between the
 * two is looked at. `none`: nothing speaks for a sidecar. `unseen`: the application is in a template.
 */
export function byPresence(
  container: Container,
  pod: EffectivePod,
  unseen: boolean,
): 'sure' | 'likely' | 'none' {
  const standing = standingOf(container);
  switch (standing?.kind) {
    case undefined:
    case 'store':
    case 'other':
      return 'none';
    case 'helper':
      return standing.known.sure ? 'sure' : 'likely';
    case 'ends':
      // Beside helpers alone its work is what the pod is for.
      if (!unseen && !pod.containers.some((other) => other !== container && isUnknown(other)))
        return 'none';
      return standing.known.sure ? 'sure' : 'likely';
    case 'dual':
      if (standing.presence === 'front' && SERVES.test(container.name)) return 'none';
      return standing.known.sure && isDualSure(standing, container, pod, unseen)
        ? 'sure'
        : 'likely';
  }
}

/** What people call the container that a pod is for. */
const SERVES =
  /(?:^|-)(?:web|www|app|main|front|frontend|server|site|ui|gateway|ingress|edge)(?:-|$)/;

type Dual = Extract<Standing, { kind: 'dual' }>;

function isDualSure(
  { presence, known }: Dual,
  container: Container,
  pod: EffectivePod,
  unseen: boolean,
): boolean {
  if (presence === 'never') return false;
  if (unseen) return presence !== 'front' || !isAsked(container, known.family);
  const others = pod.containers.filter((other) => other !== container);
  const strangers = others.filter(isStranger);
  if (presence === 'front') return !isAsked(container, known.family) && areServed(strangers, pod);
  if (strangers.length === 0) return isOneOfAgents(others);
  if (presence === 'sure') return true;
  const served = strangers.some((stranger) => portsIn(stranger).length > 0);
  return served || !portsIn(container).some(takesIn);
}

/** A proxy has a neighbour with a work of its own. */
function areServed(strangers: readonly Container[], pod: EffectivePod): boolean {
  const apps = strangers.filter((stranger) => roleWord(stranger) === null);
  if (apps.length === 0) return false;
  return runsToCompletion(pod) || apps.some((app) => portsIn(app).length > 0);
}

function isAsked(container: Container, { listens }: Family): boolean {
  const declared = portsIn(container);
  return declared.length > 0 ? declared.some(isAskedFromOutside) : listens.length > 0;
}

/** A container of no family, or one that its command line makes something of its own. */
function isUnknown(container: Container): boolean {
  const standing = standingOf(container);
  return standing === null || standing.kind === 'other';
}

/** What is not known to help others: work that comes to an end is what a pod may be for, too. */
function isStranger(container: Container): boolean {
  return isUnknown(container) || standingOf(container)?.kind === 'ends';
}

/**
 * Beside what serves, an agent is not the application. Beside another agent nobody can tell: both look
 * like sidecars, and SM101 asks which one is none.
 */
function isOneOfAgents(others: readonly Container[]): boolean {
  const kinds = others.map((other) => {
    const standing = standingOf(other);
    return standing?.kind === 'dual' ? standing.presence : (standing?.kind ?? '');
  });
  if (kinds.some((kind) => kind === 'front' || kind === 'never')) return true;
  return kinds.some((kind) => kind === 'sure' || kind === 'intake') && !kinds.includes('store');
}

interface Port {
  readonly number: number;
  readonly name: string;
  readonly hostPort: boolean;
}

function portsIn(container: Container): readonly Port[] {
  return listAt(container.value, ['ports']).flatMap((port) =>
    isMap(port)
      ? [
          {
            number: Number(port.containerPort),
            name: String(port.name ?? ''),
            hostPort: port.hostPort !== undefined && port.hostPort !== null,
          },
        ]
      : [],
  );
}

/** Where agents show themselves: docs.fluentbit.io monitoring, vector.dev api, prometheus/prometheus wiki. */
const METRICS_PORTS: ReadonlySet<number> = new Set([
  ...[2020, 2021, 3101, 5066, 8686, 8888, 9080, 9090, 9102, 9598, 13133, 24220, 24231, 55679],
]);

function takesIn({ number, name }: Port): boolean {
  return !METRICS_PORTS.has(number) && !/metric|prom|health|monitor|admin|api|zpages/.test(name);
}

/** The ports of what people and other pods talk to. */
function isAskedFromOutside({ number, name, hostPort }: Port): boolean {
  return hostPort || [80, 443, 8080, 8443].includes(number) || /^(?:https?|web)\b/.test(name);
}
