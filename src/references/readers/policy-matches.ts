import type { PolicyMatch } from '../../model/references.js';
import { isMap, listAt, textAt, type Value, valueAt } from '../../model/value.js';
import { selectorOf } from '../selector.js';

/**
 * `any`, `all` and the bare form of Kyverno. Several entries under `all` are read as alternatives,
 * which selects too much rather than too little; so they are no exclusion.
 */
export function kyvernoMatches(value: Value | undefined, excludes = false): readonly PolicyMatch[] {
  const all = listAt(value, ['all']);
  const entries = [
    ...listAt(value, ['any']),
    ...(excludes && all.length > 1 ? [] : all),
    ...(isMap(value) && value.resources !== undefined ? [value] : []),
  ];
  // An entry without resources is about who asks, not about what for.
  return entries.flatMap((entry) => {
    const resources = valueAt(entry, ['resources']);
    if (!isMap(resources)) return [];
    // The labels of a namespace are nowhere in the tree: such an entry excludes nothing for sure.
    if (excludes && resources.namespaceSelector !== undefined) return [];
    const name = textAt(resources, ['name']);
    return [
      {
        kinds: listAt(resources, ['kinds']).flatMap(kindIn),
        names: [...listAt(resources, ['names']).map(String), ...(name === undefined ? [] : [name])],
        namespaces: listAt(resources, ['namespaces']).map(String),
        selector: resources.selector === undefined ? null : selectorOf(resources.selector),
      },
    ];
  });
}

/** `Pod`, `v1/Pod`, `apps/v1/Deployment`; a subresource such as `Pod/exec` is none of ours. */
function kindIn(value: Value): readonly string[] {
  const parts = String(value).split(/[/.]/);
  const kind = parts.at(-1) ?? '';
  return kind === '*' || /^[A-Z]/.test(kind) ? [kind] : [];
}

const KINDS: Readonly<Record<string, string>> = {
  pods: 'Pod',
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  replicasets: 'ReplicaSet',
  jobs: 'Job',
  cronjobs: 'CronJob',
  '*': '*',
};

/** `matchConstraints` of an admission policy. */
export function webhookMatches(value: Value | undefined): readonly PolicyMatch[] {
  const selector = valueAt(value, ['objectSelector']);
  return listAt(value, ['resourceRules']).map((rule) => ({
    kinds: listAt(rule, ['resources']).flatMap((plural) => KINDS[String(plural)] ?? []),
    names: listAt(rule, ['resourceNames']).map(String),
    namespaces: [],
    selector: selector === undefined ? null : selectorOf(selector),
  }));
}

/** `spec.match` of a Gatekeeper constraint; without kinds it is for all. */
export function constraintMatch(value: Value | undefined): PolicyMatch {
  const kinds = listAt(value, ['kinds']).flatMap((entry) => listAt(entry, ['kinds']).map(String));
  const selector = valueAt(value, ['labelSelector']);
  const name = textAt(value, ['name']);
  return {
    kinds: kinds.length === 0 ? ['*'] : kinds,
    names: name === undefined ? [] : [name],
    namespaces: listAt(value, ['namespaces']).map(String),
    selector: selector === undefined ? null : selectorOf(selector),
  };
}
