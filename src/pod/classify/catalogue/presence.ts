import { type Container, isNative } from '../../../model/container.js';
import type { Pod } from '../../../model/pod.js';
import { isMap, listAt } from '../../../model/value.js';
import { defaultPorts } from '../../facts/graph/default-ports.js';
import { runsToCompletion } from '../../facts/lifetime.js';
import { commandText } from '../command.js';
import { hasRoleWord, watches } from '../signals/role-word.js';
import type { Category, Family } from './family.js';
import { repositoryOf } from './image.js';
import { type Standing, standingOf } from './standing.js';

/**
 * What a container is by what it is and by who is there beside it, before any relation between the
 * two is looked at. `none`: nothing speaks for a sidecar. `unseen`: the application is in a template.
 */
export function byPresence(
  container: Container,
  pod: Pod,
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
      // What the image of a database does once, its client does: dump, restore, watch.
      if (standing.known.family.nature.kind === 'store') return 'none';
      // Beside helpers alone its work is what the pod is for.
      if (!unseen && around(pod).unknown === 0) return 'none';
      return standing.known.sure ? 'sure' : 'likely';
    case 'dual':
      if (standing.presence === 'front' && SERVES.test(container.name)) return 'none';
      return standing.known.sure && isDualSure(standing, container, pod, unseen)
        ? 'sure'
        : 'likely';
  }
}

/** What people call the container that a pod is for: `web`, `nginxapp`. */
const SERVES =
  /(?:^|-)(?:web|www|main|front|frontend|server|site|ui|gateway|ingress|edge|router)(?:-|$)|(?:^|-)app-|app$/;

type Dual = Extract<Standing, { kind: 'dual' }>;

function isDualSure(
  { presence, known: { family } }: Dual,
  container: Container,
  pod: Pod,
  unseen: boolean,
): boolean {
  if (presence === 'never' || isBeforeAppServer(container, pod)) return false;
  if (unseen) return presence !== 'front' || !isOpenToOthers(container, family);
  const { unknownInAll, strangers, plain, serving, stores } = around(pod);
  if (presence === 'front') {
    // In front of which one of several a proxy stands, only a relation tells.
    const works = runsToCompletion(pod) && plain.length > 0;
    const isOnly = unknownInAll === 1 && plain.length > 0 && (works || plain.some(serves));
    return isOnly && !isOpenToOthers(container, family);
  }
  if (family.category === 'tunnel' && (isOpenToOthers(container, family) || forwards(pod)))
    return false;
  const kept = BEFORE.has(family.category) ? [] : stores;
  const others = strangers.filter(
    (other) => !watches(other) && !isOfPublisher(other, container, family),
  );
  if (presence === 'sure') return others.length + serving + kept.length > 0;
  if (serving > 0 || [...others, ...kept].some(serves)) return true;
  return others.length > 0 && !portsIn(container).some(takesIn);
}

/** The pod passes on what is not for itself: a router. */
function forwards(pod: Pod): boolean {
  const isForwarding = (text: string): boolean => /ip_forward|ip\.forwarding/.test(text);
  return (
    listAt(pod.spec, ['securityContext', 'sysctls']).some(
      (sysctl) => isMap(sysctl) && isForwarding(String(sysctl.name)),
    ) || [...pod.initContainers, ...pod.containers].some((each) => isForwarding(commandText(each)))
  );
}

/** What an agent's own publisher ships beside it may be a part of the same product. */
function isOfPublisher(other: Container, agent: Container, { images }: Family): boolean {
  const publisher = publisherOf(agent);
  return (
    publisher !== '' &&
    publisher === publisherOf(other) &&
    images.some((image) => image.startsWith(`${publisher}/`))
  );
}

function publisherOf({ image }: Container): string {
  return (
    repositoryOf(image ?? '')
      .toLowerCase()
      .split('/')
      .at(-2) ?? ''
  );
}

/** FastCGI, uwsgi and WSGI: a server of these and the web server before it are one application. */
const APP_SERVER = /(?:^|[^a-z])(?:php\d{0,2}-?fpm|phpfpm|fpm|uwsgi|gunicorn|fastcgi)(?:[^a-z]|$)/i;

/** A web server beside the program that it takes requests for. */
export function isBeforeAppServer(container: Container, pod: Pod): boolean {
  const standing = standingOf(container);
  if (standing?.kind !== 'dual' || standing.presence !== 'front') return false;
  return around(pod).appServers.some((other) => other !== container);
}

function isAppServer(container: Container): boolean {
  const said = [container.name, container.image ?? '', commandText(container)];
  return (
    !hasRoleWord(container) &&
    (said.some((text) => APP_SERVER.test(text)) ||
      portsIn(container).some(({ name }) => APP_SERVER.test(name)))
  );
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
    case 'ends':
      return true;
    case 'helper':
      return false;
  }
}

/** Who is there in a pod, found once: a pod may have thousands of agents. */
interface Around {
  /** How many are of no family, or what a command line makes something of its own. */
  readonly unknown: number;
  /** The same with native sidecars, which a first run may have moved. */
  readonly unknownInAll: number;
  /** Those, and work that comes to an end: what a pod may be for. */
  readonly strangers: readonly Container[];
  /** Those that nothing calls a helper. */
  readonly plain: readonly Container[];
  readonly stores: readonly Container[];
  /** Those that only a web server talks to. */
  readonly appServers: readonly Container[];
  /** How many serve others as well: no agent is the application beside them. */
  readonly serving: number;
}

/** What configures a proxy, and has no use for one of its own. */
const CONTROLS = /(?:^|-)(?:control-?plane|controller|xds|manager|operator|director)(?:-|$)/;

const known = new WeakMap<Pod, Around>();

function around(pod: Pod): Around {
  const before = known.get(pod);
  if (before !== undefined) return before;
  const of = (kind: Standing['kind']): readonly Container[] =>
    pod.containers.filter((container) => standingOf(container)?.kind === kind);
  const isUnknown = (container: Container): boolean =>
    standingOf(container) === null || standingOf(container)?.kind === 'other';
  const unknown = pod.containers.filter(isUnknown);
  const natives = pod.initContainers.filter(isNative).filter(isUnknown);
  const strangers = [...unknown, ...of('ends')];
  const found: Around = {
    unknown: unknown.length,
    unknownInAll: unknown.length + natives.length,
    strangers,
    plain: strangers.filter(
      (container) => !hasRoleWord(container) && !CONTROLS.test(container.name),
    ),
    stores: of('store'),
    appServers: strangers.filter(isAppServer),
    serving: of('dual').filter((container) => mayBeApplication(standingOf(container))).length,
  };
  known.set(pod, found);
  return found;
}

function serves(container: Container): boolean {
  return portsIn(container).length > 0 || defaultPorts(container).length > 0;
}

/** Whether a container has a port of the kind that people and other pods talk to, or its image has. */
export function isOpenToOthers(container: Container, { category, listens }: Family): boolean {
  const declared = portsIn(container);
  // The end of a tunnel that others come to.
  if (category === 'tunnel') return declared.some(takesIn);
  return declared.length > 0 ? declared.some(isAskedFromOutside) : listens.length > 0;
}

/** Whether it declares a port of the kind that people and other pods talk to. */
export function saysOpenPort(container: Container): boolean {
  return portsIn(container).some(isAskedFromOutside);
}

/** Whether it declares a port that is there to take things in, and not to show how it is. */
export function takesFromOthers(container: Container): boolean {
  return portsIn(container).some(takesIn);
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
  ...[2020, 2021, 3101, 5066, 8686, 8888, 9080, 9090, 9102, 9598, 9600, 13133, 24220, 24231, 55679],
]);

function takesIn({ number, name }: Port): boolean {
  return !METRICS_PORTS.has(number) && !/metric|prom|health|monitor|admin|api|zpages/.test(name);
}

/** The ports of what people and other pods talk to. */
function isAskedFromOutside({ number, name, hostPort }: Port): boolean {
  return hostPort || [80, 443, 8080, 8443].includes(number) || /^(?:https?|web)\b/.test(name);
}
