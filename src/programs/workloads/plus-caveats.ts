import { ts } from 'ts-morph';
import type { Caveat, CaveatOf } from '../../model/pod.js';
import {
  isList,
  isMap,
  listAt,
  textAt,
  type Value,
  type ValueMap,
  valueAt,
} from '../../model/value.js';
import { evaluate } from '../evaluate/evaluate.js';
import { callsOn, holderOf, reachOf } from '../syntax/reach.js';
import type { Beside } from '../syntax/scope.js';
import type { Site } from './site.js';
import { throwsOnProbes } from './versions.js';

/** what cdk8s-plus takes from `containers` alone, and what a release cannot write. */
export function plusCaveats(site: Site, path: string, beside: Beside): readonly Caveat[] {
  return listAt(valueAt(site.value, site.podPath), ['containers']).flatMap((container) => {
    const name = textAt(container, ['name']) ?? '';
    if (!isMap(container) || name === '') return [];
    const say: Say = (severity, message, remedy) => ({
      code: 'SM529',
      severity,
      names: [name],
      message,
      remedy,
    });
    return [
      ...probes(site, container, path, beside, say),
      ...exposed(site, container, say),
      ...claims(site, container, say),
    ];
  });
}

type Say = (
  severity: CaveatOf<'SM529'>['severity'],
  message: string,
  remedy: string,
) => CaveatOf<'SM529'>;

function probes(
  site: Site,
  own: ValueMap,
  path: string,
  beside: Beside,
  say: Say,
): readonly Caveat[] {
  const explicit = ['liveness', 'readiness', 'startup'].filter((key) => own[key] !== undefined);
  const old = explicit.length === 0 ? null : throwsOnProbes(site.origin, path, beside);
  const name = String(own.name);
  if (old !== null)
    return [
      say(
        'block',
        `${old} throws on the ${explicit[0]} probe of an init container`,
        'update it to the newest release, then run again',
      ),
    ];
  if (own.startup !== undefined || (own.portNumber ?? own.port) === undefined) return [];
  return [
    say(
      'warn',
      `cdk8s-plus gives ${name} a startupProbe on its port: the containers after it wait until it listens`,
      `if ${name} listens only once the main container is up, set startup: to a probe of its own; otherwise accept SM529`,
    ),
  ];
}

/** Services, Ingresses, NetworkPolicies and scalers look at `containers` only (pod.ts). */
function exposed(site: Site, own: ValueMap, say: Say): readonly Caveat[] {
  const ports = portsOf(own);
  if (!ts.isExpression(site.node) || ports === null) return [];
  const name = String(own.name);
  const reach = reachOf(site.node);
  const remedy = 'create the Service with new Service(…, { selector, ports }), then run again';
  for (const { name: method, call } of callsOn(reach)) {
    if (!/^exposeVia(?:Service|Ingress)$/.test(method)) continue;
    const given = portsGiven(call, site);
    if (given !== null && ports.length > 0 && given.every((port) => !ports.includes(port)))
      continue;
    return [
      say(
        'block',
        `${method} takes its ports only from containers, and ${name} has one: it would be lost`,
        remedy,
      ),
    ];
  }
  if (reach.references.some(({ node }) => isConnected(holderOf(node))))
    return [
      say(
        'block',
        `connections takes the ports of a workload only from containers, and ${name} has one`,
        'write the NetworkPolicy with its ports, then run again',
      ),
    ];
  if (!reach.open) return [];
  return [
    say(
      'warn',
      `${name} has ports, and other code can use its workload: exposeViaService would no longer see them`,
      'look for exposeViaService, exposeViaIngress and connections on it, then accept SM529',
    ),
  ];
}

/** `x.connections`, and `y.connections.allowTo(x)`: both make policies of ports. */
function isConnected(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name.text === 'connections') return true;
  const isArgument = ts.isCallExpression(parent) && parent.expression !== node;
  return isArgument && /\.connections\b/.test(parent.expression.getText());
}

/** Numbers of the ports of a container; null: it has none; empty: they are computed. */
function portsOf(own: ValueMap): readonly Value[] | null {
  const single = own.portNumber ?? own.port;
  if (single === undefined && own.ports === undefined) return null;
  const list = isList(own.ports) ? own.ports : [];
  const all = [
    ...(single === undefined ? [] : [single]),
    ...list.map((p) => (isMap(p) ? (p.number ?? null) : null)),
  ];
  return all.every((port) => typeof port === 'number') ? all : [];
}

/** The target ports that a call names, or null where it takes them from the containers. */
function portsGiven(call: ts.CallExpression, site: Site): readonly Value[] | null {
  for (const argument of call.arguments) {
    const options = evaluate(argument, site.scope);
    if (!isMap(options) || !isList(options.ports)) continue;
    const ports = options.ports.map((p) => (isMap(p) ? (p.targetPort ?? p.port ?? null) : null));
    if (ports.every((port) => typeof port === 'number')) return ports;
  }
  return null;
}

/** A claim that no container of the list mounts makes a StatefulSet throw (statefulset.ts). */
function claims(site: Site, own: ValueMap, say: Say): readonly Caveat[] {
  const templates = valueAt(site.value, ['props', 'volumeClaimTemplates']);
  if (templates === undefined || own.volumeMounts === undefined) return [];
  return [
    say(
      'block',
      `the StatefulSet has claim templates, and ${String(own.name)} mounts volumes: cdk8s-plus throws if no other container mounts a claim`,
      'move it by hand, and run cdk8s synth',
    ),
  ];
}
