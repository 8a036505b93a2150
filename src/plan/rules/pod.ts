import { groupOf, rowFor } from '../../compose/kinds.js';
import type { Code } from '../../model/finding.js';
import type { EffectivePod } from '../../model/pod.js';
import type { Settings } from '../../model/settings.js';
import type { CustomDefinition, Tree } from '../../model/tree.js';
import { isMap, type Path, type Value, type ValueMap, valueAt } from '../../model/value.js';

/** What its kind says of a pod, before anyone looks at its containers. */
export interface PodVerdict {
  readonly severity: 'ok' | 'warn' | 'block' | 'leave';
  readonly code: Code;
  readonly message: string;
  readonly remedy: string;
}

const OK: PodVerdict = { severity: 'ok', code: 'SM601', message: '', remedy: '' };

export function podVerdict(pod: EffectivePod, settings: Settings, tree: Tree): PodVerdict {
  const { apiVersion, kind } = pod.workload;
  if (kind === '' || apiVersion === '')
    return {
      severity: 'leave',
      code: 'SM601',
      message: 'not a Kubernetes object: it has no apiVersion or no kind',
      remedy: 'Helm values and templates are not migrated by this version',
    };
  const row = rowFor(apiVersion, kind, settings.customKinds);
  if (row === null) return unknownKind(pod, tree);
  if (row.verdict === 'block' || row.verdict === 'leave')
    return {
      severity: row.verdict,
      code: row.code ?? 'SM604',
      message: row.why,
      remedy: row.verdict === 'block' ? 'leave this pod as it is' : 'nothing to do',
    };
  return OK;
}

/** a structural schema without the field prunes it, and the pod hangs. */
function unknownKind(pod: EffectivePod, tree: Tree): PodVerdict {
  const { apiVersion, kind } = pod.workload;
  const definition = tree.definitions.find(
    (entry) => entry.kind === kind && entry.group === groupOf(apiVersion),
  );
  if (definition === undefined)
    return {
      severity: 'leave',
      code: 'SM601',
      message: `nothing is known of ${kind} (${apiVersion}), and its CRD is not in the tree`,
      remedy: `if its controller makes pods of this, name it in the config: kinds: [{group: ${groupOf(apiVersion)}, kind: ${kind}, podPath: ${podPath(pod)}}]`,
    };
  if (!keepsField(definition, pod))
    return {
      severity: 'block',
      code: 'SM601',
      message: `the CRD of ${kind} (${definition.place.path}:${definition.place.line}) has no restartPolicy for init containers: the API server would drop it and the pod would hang`,
      remedy:
        'update the operator to a release built on Kubernetes 1.28 or newer, and its CRD with it',
    };
  return {
    severity: 'warn',
    code: 'SM601',
    message: `the CRD of ${kind} keeps restartPolicy, but what its controller makes of it is not known`,
    remedy: 'try one, then accept SM601 or name the kind in the config',
  };
}

function podPath(pod: EffectivePod): string {
  return pod.fragments[0].at.path
    .map((step) => (typeof step === 'number' ? '[*]' : step))
    .join('.')
    .replaceAll('.[*]', '[*]');
}

function keepsField({ schema }: CustomDefinition, pod: EffectivePod): boolean {
  if (schema === null) return true;
  let here: Value | undefined = schema;
  for (const step of objectPath(pod)) {
    if (keepsUnknown(here)) return true;
    here = typeof step === 'number' ? valueAt(here, ['items']) : property(here, step);
  }
  for (const step of ['initContainers', 0, 'restartPolicy']) {
    if (keepsUnknown(here)) return true;
    here = typeof step === 'number' ? valueAt(here, ['items']) : property(here, step);
  }
  return here !== undefined;
}

/** The path from the object, not from the List that it may stand in. */
function objectPath(pod: EffectivePod): Path {
  const { path } = pod.fragments[0].at;
  const start = path.findIndex((_, i) => valueAt(pod.workload.object, path.slice(i)) === pod.spec);
  return path.slice(Math.max(start, 0));
}

function property(schema: Value | undefined, name: string): Value | undefined {
  return valueAt(schema, ['properties', name]) ?? valueAt(schema, ['additionalProperties']);
}

function keepsUnknown(schema: Value | undefined): boolean {
  return isMap(schema) && (schema as ValueMap)['x-kubernetes-preserve-unknown-fields'] === true;
}
