import { groupOf, rowFor } from '../../manifest/kinds/kinds.js';
import type { Code } from '../../model/finding.js';
import type { KindRow } from '../../model/kind.js';
import type { Pod } from '../../model/pod.js';
import type { Hit, RuleSettings, Subject } from '../../model/rule.js';
import type { Tree } from '../../model/tree.js';
import { definitionsOf, keepsField } from './definition.js';

/** What its kind says of a pod, before anyone looks at its containers. */
export interface PodVerdict {
  readonly severity: 'ok' | 'warn' | 'block' | 'leave';
  readonly code: Code;
  readonly message: string;
  readonly remedy: string;
}

/** What its kind says of the pod of a container under one code, where it does this much to a move. */
export function kindSays<S extends 'block' | 'warn'>(
  { pod, settings, tree }: Subject,
  code: Code,
  severity: S,
): readonly Hit<S>[] {
  const verdict = podVerdict(pod, settings, tree);
  const { message, remedy } = verdict;
  return verdict.code === code && verdict.severity === severity
    ? [{ severity, message, remedy, place: pod.place }]
    : [];
}

const OK: PodVerdict = { severity: 'ok', code: 'SM601', message: '', remedy: '' };

export function podVerdict(pod: Pod, settings: RuleSettings, tree: Tree): PodVerdict {
  const { apiVersion, kind } = pod.workload;
  // What becomes of Helm values is for their chart to say (SM527).
  if (pod.values !== undefined) return OK;
  if (kind === '' || apiVersion === '')
    return {
      severity: 'leave',
      code: 'SM601',
      message: 'not a Kubernetes object: it has no apiVersion or no kind',
      remedy: 'Helm values and templates are not migrated by this version',
    };
  const row = rowFor(apiVersion, kind, settings.customKinds);
  if (row?.verdict === 'block' || row?.verdict === 'leave')
    return {
      severity: row.verdict,
      code: row.code ?? 'SM604',
      message: row.why,
      remedy: row.verdict === 'block' ? 'leave this pod as it is' : 'nothing to do',
    };
  // What is added to a pod elsewhere is for SM512 to say.
  if (pod.addition !== undefined) return OK;
  // The user's word on the release that runs outweighs a CRD that happens to lie in the tree.
  if (row !== null && isReleaseKnown(row, settings)) return OK;
  return pruned(pod, tree) ?? (row === null ? unknownKind(pod, tree) : OK);
}

function isReleaseKnown({ since }: KindRow, { environment }: RuleSettings): boolean {
  return since !== null && environment.has(since.tool);
}

/** a structural schema without the field prunes it, and the pod hangs. */
function pruned(pod: Pod, tree: Tree): PodVerdict | null {
  const definition = definitionsOf(pod, tree).find((entry) => !keepsField(entry, pod));
  if (definition === undefined) return null;
  const { path, line } = definition.place;
  return {
    severity: 'block',
    code: 'SM601',
    message: `the CRD of ${pod.workload.kind} (${path}:${line}) has no restartPolicy for init containers: the API server would drop the field and the pod would hang`,
    remedy: 'update the operator, and its CRD, to a release built on Kubernetes 1.28 or newer',
  };
}

function unknownKind(pod: Pod, tree: Tree): PodVerdict {
  const { apiVersion, kind } = pod.workload;
  if (definitionsOf(pod, tree).length === 0)
    return {
      severity: 'leave',
      code: 'SM601',
      message: `${kind} (${apiVersion}) is not a known kind, and its CRD is not in the tree`,
      remedy: pod.containers.every(({ image }) => image === null)
        ? 'none of these containers has an image: the controller sets it, and naming the kind in the config would not help'
        : `if its controller creates pods from this, name the kind in the config: kinds: [{group: ${groupOf(apiVersion)}, kind: ${kind}, podPath: ${podPath(pod)}}]`,
    };
  return {
    severity: 'warn',
    code: 'SM601',
    message: `the CRD of ${kind} keeps restartPolicy, but whether its controller passes the field on is not known`,
    remedy: 'try one pod, then accept SM601 or name the kind in the config',
  };
}

function podPath(pod: Pod): string {
  return pod.at.path
    .map((step) => (typeof step === 'number' ? '[*]' : step))
    .join('.')
    .replaceAll('.[*]', '[*]');
}
