import { isCommands } from '../files/scan/commands.js';
import { hasKind } from '../files/scan/kind.js';
import { isKustomization } from '../files/scan/kustomization.js';

/** The kinds that the readers of this folder know. */
export const REFERENCE_KINDS = [
  'Application',
  'ApplicationSet',
  'BackendConfig',
  'Backup',
  'CiliumClusterwideNetworkPolicy',
  'CiliumNetworkPolicy',
  'ClusterPolicy',
  'Config',
  'ConfigMap',
  'ConstraintTemplate',
  'CustomResourceDefinition',
  'DaemonSet',
  'Deployment',
  'GlobalNetworkPolicy',
  'HorizontalPodAutoscaler',
  'Ingress',
  'Kustomization',
  'MutatingAdmissionPolicy',
  'MutatingPolicy',
  'NetworkPolicy',
  'Pod',
  'PodMonitor',
  'Policy',
  'ReplicaSet',
  'ReplicationController',
  'Restore',
  'ScaledObject',
  'Schedule',
  'ScrapeConfig',
  'Service',
  'ServiceMonitor',
  'StatefulSet',
  'TargetGroupBinding',
  'ValidatingAdmissionPolicy',
  'ValidatingPolicy',
  'VerticalPodAutoscaler',
] as const;

export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** ConfigMaps go by their words. */
const KINDS: ReadonlySet<string> = new Set(REFERENCE_KINDS.filter((kind) => kind !== 'ConfigMap'));

/** A ConfigMap is one only with these words in it, and the same words count in any other file. */
const NEEDLES = [
  'KUBECTL_VERSION',
  'constraints.gatekeeper.sh/',
  'dynamic_resources',
  'exit_after_auth',
  'ignoreDifferences',
  'kube_pod_container_',
  'kubectl:',
  'pod_container_init',
  'port-forward',
  'static_resources',
].map((word) => Buffer.from(word));

const SCRIPT = /(?:^|\/)Tiltfile$|\.tf$/;

/** Whether a file may name a container or a port of another, by its bytes. */
export function mayReference(path: string, bytes: Uint8Array): boolean {
  if (isKustomization(path) || SCRIPT.test(path)) return true;
  // Command lines name values of charts, and no containers.
  if (isCommands(path)) return false;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return hasKind(buffer, KINDS) || NEEDLES.some((needle) => buffer.includes(needle));
}

/** Programs, not objects: read by their words alone. */
export function isScript(path: string): boolean {
  return SCRIPT.test(path);
}

const KIND = /(?<![\w-])kind["']?\s{0,9}:\s{0,9}["']?(\w+)/g;

/** The kinds that stand in a document, each once: of itself, of its items, and of what it speaks of. */
export function kindsIn(text: string): readonly string[] {
  const kinds = new Set<string>();
  for (const [, kind = ''] of text.matchAll(KIND)) kinds.add(kind);
  return [...kinds];
}

/**
 * The kinds that the objects of a document may have. The schema of a CustomResourceDefinition and the
 * description of an API name kinds all over, and are the largest documents that there are.
 */
export function objectKindsIn(text: string): readonly string[] {
  const kind = text.trimStart().startsWith('{') ? kindOfJson(text) : kindOfBlock(text);
  return kind === undefined || BOX.test(kind ?? '') ? kindsIn(text) : kind === null ? [] : [kind];
}

/** What holds other objects. */
const BOX = /List$|^Template$/;

/** A key of the root: nothing else of a map in block style stands in the first column. */
const ROOT_KIND = /^["']?kind\b.{0,200}$/gm;
const PLAIN_KIND = /^kind[ \t]{0,9}:[ \t]{1,9}["']?(\w{1,80})["']?[ \t]{0,9}(?:#.*)?$/;
/** Roots in brackets, merged keys, keys with properties, aliases, actions: for the parser to tell. */
const UNCLEAR = /^(?:---[ \t]{1,99}[^#\s]|[<?!&*{}[\]"'%])/m;

/** The kind of a map in block style; undefined where only a parser could tell. */
function kindOfBlock(text: string): string | undefined {
  const [line, ...others] = text.match(ROOT_KIND) ?? [];
  if (line === undefined || others.length > 0 || UNCLEAR.test(text)) return undefined;
  return PLAIN_KIND.exec(line.trimEnd())?.[1];
}

/** The kind of JSON; null where it has none. */
function kindOfJson(text: string): string | null | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
    return typeof value.kind === 'string' ? value.kind : undefined;
  } catch {
    return undefined;
  }
}
