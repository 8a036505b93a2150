import { defaultPorts } from '../../facts/graph/default-ports.js';
import { runsToCompletion } from '../../facts/lifetime.js';
import type { Container, EffectivePod } from '../../model/pod.js';
import { isMap, listAt } from '../../model/value.js';
import type { Category, Presence } from './family.js';
import type { Known, Standing } from './standing.js';
import { standingOf } from './standing.js';

/**
 * Whether a container is a sidecar for sure by what it is and by who is there beside it, before any
 * relation between the two is looked at. `unseen`: the application is in a template.
 */
export function isSureByPresence(
  container: Container,
  pod: EffectivePod,
  unseen: boolean,
): boolean {
  const standing = standingOf(container);
  if (standing === null || !knownOf(standing).sure) return false;
  switch (standing.kind) {
    case 'helper':
    case 'ends':
      return true;
    case 'store':
    case 'other':
      return false;
    case 'dual':
      return isDualSure(standing, container, pod, unseen);
  }
}

function knownOf({ known }: Standing): Known {
  return known;
}

function isDualSure(
  { presence }: Extract<Standing, { kind: 'dual' }>,
  container: Container,
  pod: EffectivePod,
  unseen: boolean,
): boolean {
  if (presence === 'never') return false;
  const strangers = applicationsBeside(pod, container, presence);
  if (unseen) return presence !== 'front';
  if (strangers.length === 0) return false;
  if (presence === 'sure') return true;
  const served = strangers.some(
    (stranger) => portsIn(stranger).length > 0 || defaultPorts(stranger.image).length > 0,
  );
  if (presence === 'intake') return served || !portsIn(container).some(takesIn);
  const works = runsToCompletion(pod);
  return (served || works) && !isOpenToOthers(container);
}

/** What stands before a store may be what the store is there for. */
const BEFORE: ReadonlySet<Category> = new Set(['auth-proxy', 'traffic-proxy', 'database-proxy']);

/** Whether a pod may be there for a container, as what it is known as, with a helper of a family beside it. */
export function mayBeApplication(standing: Standing | null, helper?: Category): boolean {
  switch (standing?.kind) {
    case undefined:
    case 'other':
      return true;
    case 'store':
      return helper === undefined || !BEFORE.has(helper);
    case 'dual':
      return standing.presence === 'front' || standing.presence === 'never';
    case 'helper':
    case 'ends':
      return false;
  }
}

/** What an agent is there for: also a web server or a database. What a proxy is there for: no such thing. */
function applicationsBeside(
  pod: EffectivePod,
  container: Container,
  presence: Presence,
): readonly Container[] {
  const isAgent = presence === 'sure' || presence === 'intake';
  const category = standingOf(container)?.known.family.category;
  return pod.containers.filter((other) => {
    if (other === container) return false;
    const standing = standingOf(other);
    return isAgent
      ? mayBeApplication(standing, category)
      : standing === null || standing.kind === 'other';
  });
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

/** Whether a container has a port of the kind that people and other pods talk to, or its image has. */
export function isOpenToOthers(container: Container): boolean {
  const declared = portsIn(container);
  if (declared.length > 0) return declared.some(isAskedFromOutside);
  return defaultPorts(container.image).some((port) => OPEN.has(port));
}

const OPEN: ReadonlySet<number> = new Set([80, 443, 8080, 8443]);

/** The ports of what people and other pods talk to. */
function isAskedFromOutside({ number, name, hostPort }: Port): boolean {
  return hostPort || OPEN.has(number) || /^(?:https?|web)\b/.test(name);
}
