import { isList, isMap, type Value, type ValueMap } from '../../model/value.js';
import { CODE, isComputed } from '../evaluate/computed.js';

/** What cdk8s-plus asks for where a container says nothing (container.ts, ContainerResources). */
const DEFAULT_RESOURCES: ValueMap = {
  requests: { cpu: '1000m', memory: '512Mi' },
  limits: { cpu: '1500m', memory: '2048Mi' },
};

/** Keys that mean the same to Kubernetes. */
const SAME = ['name', 'image', 'command', 'args', 'workingDir', 'restartPolicy', CODE] as const;

/** A container of cdk8s-plus as rules look at containers. What has no counterpart is left out. */
export function plusContainer(own: ValueMap): ValueMap {
  const value: Record<string, Value> = {};
  for (const key of SAME) if (own[key] !== undefined) value[key] = own[key];
  for (const key of Object.keys(own)) if (key.startsWith('...')) value[key] = own[key] ?? null;
  const ports = portsOf(own);
  if (ports !== null) value.ports = ports;
  for (const [from, to] of [
    ['liveness', 'livenessProbe'],
    ['readiness', 'readinessProbe'],
    ['startup', 'startupProbe'],
  ] as const)
    if (own[from] !== undefined) value[to] = own[from];
  const port = own.portNumber ?? own.port;
  // Without a probe of its own, a port gets one (container.ts: Probe.fromTcpSocket).
  if (own.startup === undefined && port !== undefined) value.startupProbe = { tcpSocket: { port } };
  if (isMap(own.lifecycle)) value.lifecycle = own.lifecycle;
  if (own.volumeMounts !== undefined) value.volumeMounts = mountsOf(own.volumeMounts);
  if (own.envVariables !== undefined) value.env = environmentOf(own.envVariables);
  value.resources = own.resources === undefined ? DEFAULT_RESOURCES : {};
  return value;
}

function portsOf(own: ValueMap): Value | null {
  const single = own.portNumber ?? own.port;
  const first = single === undefined ? [] : [{ containerPort: single }];
  if (own.ports === undefined) return first.length === 0 ? null : first;
  if (!isList(own.ports)) return own.ports;
  const others = own.ports.map((entry): Value => {
    if (!isMap(entry) || isComputed(entry)) return entry;
    const { number, ...rest } = entry;
    return number === undefined ? rest : { ...rest, containerPort: number };
  });
  return [...first, ...others];
}

function mountsOf(mounts: Value): Value {
  if (!isList(mounts)) return mounts;
  return mounts.map((entry): Value => {
    if (!isMap(entry) || isComputed(entry)) return entry;
    const { path, volume, ...rest } = entry;
    const name = isMap(volume) && isComputed(volume) ? String(volume[CODE]) : 'volume';
    return { ...rest, name, mountPath: path ?? '' };
  });
}

function environmentOf(variables: Value): Value {
  if (!isMap(variables) || isComputed(variables)) return variables;
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** The rest of a pod, from the props of its workload. */
export function plusPod(props: ValueMap, kind: string): ValueMap {
  const spec: Record<string, Value> = {};
  for (const key of ['hostNetwork', 'shareProcessNamespace'] as const)
    if (props[key] !== undefined) spec[key] = props[key];
  const policy = props.restartPolicy ?? (kind === 'Job' || kind === 'CronJob' ? 'Never' : 'Always');
  spec.restartPolicy = policy;
  const grace = props.terminationGracePeriod;
  const seconds =
    isMap(grace) && isComputed(grace)
      ? /Duration\.seconds\((\d+)\)$/.exec(String(grace[CODE]))?.[1]
      : undefined;
  if (seconds !== undefined) spec.terminationGracePeriodSeconds = Number(seconds);
  else if (grace !== undefined) spec.terminationGracePeriodSeconds = grace;
  for (const key of Object.keys(props)) if (key.startsWith('...')) spec[key] = props[key] ?? null;
  return spec;
}
