import { runsToCompletion } from '../../facts/lifetime.js';
import type { Container, EffectivePod } from '../../model/pod.js';
import { isMap, listAt } from '../../model/value.js';
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
  const strangers = strangersIn(pod, container);
  if (unseen) return presence !== 'front';
  if (strangers.length === 0) return false;
  if (presence === 'sure') return true;
  const served = strangers.some((stranger) => portsIn(stranger).length > 0);
  if (presence === 'intake') return served || !portsIn(container).some(takesIn);
  const works = runsToCompletion(pod);
  return (served || works) && !portsIn(container).some(isAskedFromOutside);
}

/** Containers of no family, and those that a sub-command makes something of their own. */
function strangersIn(pod: EffectivePod, container: Container): readonly Container[] {
  return pod.containers.filter((other) => {
    if (other === container) return false;
    const standing = standingOf(other);
    return standing === null || standing.kind === 'other';
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

/** The ports of what people and other pods talk to. */
function isAskedFromOutside({ number, name, hostPort }: Port): boolean {
  return hostPort || [80, 443, 8080, 8443].includes(number) || /^(?:https?|web)\b/.test(name);
}
