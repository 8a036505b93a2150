import type { Finding } from '../model/finding.js';
import { type Container, type EffectivePod, isNative } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import { finding } from './findings.js';
import { feedOf, needOf } from './needs.js';

export interface Placed {
  /** The init container that each moving one goes before; null: last. */
  readonly before: ReadonlyMap<Container, string | null>;
  readonly findings: ReadonlyMap<Container, readonly Finding[]>;
}

/** Init containers of a mesh set up the network: everything else comes behind them. */
const MESH_INIT =
  /^(?:istio-(?:init|validation)|linkerd-(?:init|network-validator)|kuma-init|consul-connect-inject-init|consul-dataplane-init|proxyinit)$/;

/**
 * Where each sidecar goes: last, unless an init container needs it, and never before one
 * that feeds it. Their own order is kept, so that none goes before one that moves ahead.
 */
export function place(pod: EffectivePod, moving: readonly Container[], settings: Settings): Placed {
  const before = new Map<Container, string | null>();
  const findings = new Map<Container, readonly Finding[]>();
  let floor = 0;
  for (const container of moving) {
    const spot = spotFor(pod.initContainers, container, settings);
    // An init container that needs it outweighs the order among the sidecars.
    const index = Math.min(Math.max(spot.index, floor), spot.latest);
    floor = Math.max(floor, index);
    before.set(container, pod.initContainers[index]?.name ?? null);
    findings.set(container, spot.findings);
  }
  return { before, findings };
}

interface Spot {
  /** Index in the list that is there already; its length: last. */
  readonly index: number;
  /** Behind this one, the init container that needs it would start too early. */
  readonly latest: number;
  readonly findings: readonly Finding[];
}

function spotFor(inits: readonly Container[], container: Container, settings: Settings): Spot {
  const ordinary = inits.filter((init) => !isNative(init));
  const user = ordinary.find((init) => needOf(init, container) !== null);
  const feeder = ordinary.findLast((init) => feedOf(init, container) !== null);
  const earliest = Math.max(indexBehind(inits, feeder), indexBehindMesh(inits));
  const latest = user === undefined ? inits.length : inits.indexOf(user);
  const make = (
    code: 'SM206' | 'SM207',
    severity: 'block' | 'warn',
    message: string,
    remedy: string,
  ) => finding(code, { severity, message, remedy }, false, container, settings);
  if (user !== undefined && earliest > latest) {
    const why = needOf(user, container) ?? '';
    const behind = feeder?.name ?? 'the init containers of the mesh';
    return {
      index: latest,
      latest,
      findings: [
        make(
          'SM207',
          'block',
          `${container.name} has no place: it must start before ${user.name}, because ${why}, and after ${behind}`,
          'untie the two: let one of the init containers do without the sidecar or without its volume',
        ),
      ],
    };
  }
  if (user !== undefined) {
    if (settings.placement === 'last')
      return {
        index: latest,
        latest,
        findings: [
          make(
            'SM206',
            'block',
            `${container.name} cannot be last: ${user.name} needs it, because ${needOf(user, container) ?? ''}`,
            'leave out --placement last',
          ),
        ],
      };
    const index = settings.placement === 'first' ? earliest : latest;
    return {
      index,
      latest,
      findings: [
        make(
          'SM206',
          'warn',
          `${container.name} goes before the init container ${user.name}, because ${needOf(user, container) ?? ''}`,
          `see that ${user.name} waits until ${container.name} answers, or give ${container.name} a startupProbe; a copy that ${user.name} starts itself becomes needless`,
        ),
      ],
    };
  }
  return { index: settings.placement === 'first' ? earliest : inits.length, latest, findings: [] };
}

function indexBehind(inits: readonly Container[], init: Container | undefined): number {
  return init === undefined ? 0 : inits.indexOf(init) + 1;
}

function indexBehindMesh(inits: readonly Container[]): number {
  return inits.findLastIndex((init) => MESH_INIT.test(init.name)) + 1;
}
