import type { Container } from '../../../model/container.js';
import type { Pod } from '../../../model/pod.js';
import type { Occasion, Relation } from '../../../model/relations.js';
import { isMap, listAt, mapAt, type Path, textAt, type ValueMap } from '../../../model/value.js';
import { listedPort } from '../listings.js';
import { portAsked } from '../ports.js';
import type { Call } from '../shell.js';
import { expanded } from '../variables.js';
import { askedBy, type ClientAsk } from './clients.js';
import { containerTexts } from './container-texts.js';
import { clientOf, portsOfVariable } from './default-ports.js';
import { byName, portBeside, variablesIn } from './env-pairs.js';
import { addressesIn, namesOfHere } from './here.js';
import { isRunning, isUsual, type Scene } from './scene.js';

/** A port of this pod that a container asks, whoever answers there. */
interface Ask {
  readonly ports: readonly number[];
  readonly occasion: Occasion;
  readonly node: Path;
  readonly path: string;
  /** It is written that it asks this port, and not only what its client does by default. */
  readonly written: boolean;
  /** It may as well be where the container itself listens. */
  readonly mayListen: boolean;
}

/** Who asks a port of another container on localhost. */
export function dials(scene: Scene): readonly Relation[] {
  return scene.containers.flatMap((container) => {
    const names = namesOfHere(container, scene.pod);
    const asks = [
      ...asksOfCommands(container, names),
      ...asksOfEnvironment(container, names),
      ...asksOfHandlers(container, names),
      ...asksOfNames(container, scene.pod),
    ];
    return asks.flatMap((ask) => relationsOf(ask, container, scene));
  });
}

function relationsOf(ask: Ask, from: Container, scene: Scene): readonly Relation[] {
  for (const port of ask.ports) {
    const owner = scene.ownerOf(port, from);
    const to = owner?.container ?? onlyOther(ask, port, from, scene);
    if (to === null) continue;
    const certainty = isWritten(ask, owner) ? ('written' as const) : ('likely' as const);
    const at = { from, to, occasion: ask.occasion, node: ask.node, certainty, port };
    const dial: Relation = { ...at, kind: 'dials', text: `connects to port ${port} of ${to.name}` };
    if (!/reload/i.test(ask.path)) return [dial];
    return [dial, { ...at, kind: 'reloads', text: `makes ${to.name} reload`, path: ask.path }];
  }
  return [];
}

/** Both sides say the port; what an image does by default, or its only neighbour may do, is likely. */
function isWritten({ written }: Ask, owner: ReturnType<Scene['ownerOf']>): boolean {
  return written && owner !== null && !isUsual(owner);
}

/** Where nobody says a port, and only one other container runs, it is that one's. */
function onlyOther(
  ask: Ask,
  port: number,
  from: Container,
  { running, claims }: Scene,
): Container | null {
  if (ask.mayListen || !ask.written || claims(from).has(port) || running.length > 2) return null;
  const others = running.filter((other) => other !== from);
  return others.length === 1 ? (others[0] ?? null) : null;
}

function asksOfCommands(container: Container, names: RegExp): readonly Ask[] {
  const variables = byName(variablesIn(container));
  const seen = new Set<number>();
  const sayings = containerTexts(container);
  const calls = sayings.flatMap(({ call }) => call ?? []);
  return sayings.flatMap(({ call, text, occasion, nodeOf }): readonly Ask[] => {
    const found = addressesIn(text, names);
    const asks = found.flatMap(({ port, path, any, start }): readonly Ask[] => {
      if (port === null || listensAt(text, start)) return [];
      if (call === null && seen.has(port)) return [];
      const mayListen = any && (call === null || clientOf(call.name) === null);
      const node = nodeOf(call === null ? '' : `${port}`);
      return [{ ports: [port], occasion, node, path, written: true, mayListen }];
    });
    if (call === null) return asks;
    const byClient = [...askedBy(call, found, variables, names), ...listenersIn(call, calls)];
    for (const { ports } of [...asks, ...byClient]) for (const port of ports) seen.add(port);
    return [
      ...asks,
      ...byClient.map(({ ports, written }) => ({
        ...{ ports, written, occasion, node: nodeOf(call.name), path: '', mayListen: false },
      })),
    ];
  });
}

/** Whether the words before an address say that it is where the container itself listens. */
function listensAt(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 80), start);
  const word = before.slice(before.search(/[^\s"';]{0,80}$/));
  return /listen|bind/i.test(word) || /(?:listen|bind|\s-l)["'\s=:]{1,4}$/i.test(before);
}

function listenersIn(call: Call, beside: readonly Call[]): readonly ClientAsk[] {
  const port = listedPort(call, beside);
  return port === null ? [] : [{ ports: [port], written: true }];
}

/** Variables by which wait tools are told whom to wait for (ufoscout/docker-compose-wait). */
const WAITS = /^(?:WAIT_HOSTS|(?:\w{1,40}_)?WAIT_?FOR(?:_\w{1,40})?|SERVICE_PRECONDITION)$/;

function asksOfEnvironment(container: Container, names: RegExp): readonly Ask[] {
  const variables = variablesIn(container);
  const environment = new Map(variables.map(({ name, value }) => [name, value]));
  const all = byName(variables);
  return variables.flatMap(({ name, value, node }) => {
    if (/LISTEN|BIND|^NO_?PROXY$/i.test(name)) return [];
    const text = expanded(value, environment);
    return addressesIn(text, names).flatMap((address): readonly Ask[] => {
      const { any, path } = address;
      if (listensAt(text, address.start)) return [];
      const occasion = WAITS.test(name) ? ('wait' as const) : ('run' as const);
      const at = { occasion, node, path };
      const port = address.port ?? portBeside(name, all);
      if (port !== null) return [{ ...at, ports: [port], written: true, mayListen: any }];
      return text.trim().length <= 40 && !any
        ? [{ ...at, ports: portsOfVariable(name), written: false, mayListen: true }]
        : [];
    });
  });
}

const HANDLERS: readonly (readonly [path: readonly string[], occasion: Occasion])[] = [
  [['lifecycle', 'postStart'], 'postStart'],
  [['lifecycle', 'preStop'], 'preStop'],
  [['startupProbe'], 'startupProbe'],
  [['readinessProbe'], 'readinessProbe'],
  [['livenessProbe'], 'livenessProbe'],
];

/** What the kubelet asks for a container: the address of the pod unless a host is given. */
function asksOfHandlers(container: Container, names: RegExp): readonly Ask[] {
  return HANDLERS.flatMap(([path, occasion]) =>
    ['httpGet', 'tcpSocket', 'grpc'].flatMap((action): readonly Ask[] => {
      const handler = mapAt(container.value, [...path, action]);
      if (handler === undefined || !isOfThePod(handler)) return [];
      const port = portAsked(handler, container);
      if (port === null) return [];
      const at = typeof handler.path === 'string' ? handler.path : '';
      // `/probe?target=localhost:8080`: what answers asks there first.
      const behind = addressesIn(at.slice(at.indexOf('?') + 1), names).flatMap((address) =>
        at.includes('?') && address.port !== null ? [address.port] : [],
      );
      return [
        {
          ...{ ports: [port], occasion, path: at, written: true, mayListen: true },
          node: [...path, action, 'port'],
        },
        ...behind.map((each) => ({
          ...{ ports: [each], occasion, path: '', written: true, mayListen: false },
          node: [...path, action, 'path'],
        })),
      ];
    }),
  );
}

/** A pod whose one resolver is on localhost: whoever runs in it asks there for every name. */
function asksOfNames(container: Container, { spec }: Pod): readonly Ask[] {
  if (!isRunning(container) || textAt(spec, ['dnsPolicy']) !== 'None') return [];
  const servers = listAt(spec, ['dnsConfig', 'nameservers']).map(String);
  if (!servers.some((server) => /^(?:127\.|::1$)/.test(server))) return [];
  return [
    {
      ...{ ports: [53], occasion: 'run', node: ['name'], path: '' },
      ...{ written: true, mayListen: true },
    },
  ];
}

/** `host: 127.0.0.1` of a probe is the node, and the pod itself where it has the node's network. */
function isOfThePod(handler: ValueMap): boolean {
  return isMap(handler) && /^(?:localhost|127\..{1,12}|::1|)$/.test(String(handler.host ?? ''));
}
