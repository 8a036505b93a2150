import { rowFor } from '../../manifest/kinds/kinds.js';
import { blocks, rule, warns } from '../define.js';
import { isOlder } from '../version.js';
import { definitionsOf } from './definition.js';

/** A CRD built on Kubernetes older than 1.28 prunes the field, and the sidecar blocks for ever. */
export const crdRelease = rule({
  code: 'SM606',
  title: 'a custom resource whose CRD may be too old',
  sources: ['argoproj/argo-rollouts#3366', 'CRDs of the releases named in each message'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'Releases of the operator before the one named have a CRD that drops the field.',
  seen: 'Version labels and image tags in the tree, and environment in the config.',
  fix: 'Update the operator, or set its version in the config.',
  before: 'environment: {argo-rollouts: 1.6.0}',
  after: 'environment: {argo-rollouts: 1.7.0}',
  check: ({ pod, container, settings, tree }) => {
    const { apiVersion, kind } = pod.workload;
    const row = rowFor(apiVersion, kind, settings.customKinds);
    if (row === null) return [];
    if (row.verdict === 'warn')
      return warns(
        `${kind}: ${row.why}`,
        'check that this holds for the release you run, then accept SM606',
      );
    // The user's word that a kind makes pods says nothing of the field, nor of the main container.
    if (row.source === 'config' && pod.operated !== undefined)
      return warns(
        `the operator of ${kind} creates the main container of this pod; whether it keeps ${container.name} and its restartPolicy in ${row.keys.init} is not known`,
        'try one pod, then accept SM606',
      );
    if (row.since === null) return [];
    const { tool, version } = row.since;
    const known = settings.environment.get(tool);
    if (known === undefined) {
      // A CRD in the tree answers better than its release would; blocks where it prunes.
      if (definitionsOf(pod, tree).length > 0) return [];
      return warns(
        `the CRD of ${kind} keeps restartPolicy from ${tool} ${version} on; older releases drop it, and ${container.name} would keep the pod from starting`,
        `set the release in the config (environment: {${tool}: ...}), or accept SM606`,
      );
    }
    if (!isOlder(known, version)) return [];
    return blocks(
      `the CRD of ${kind} in ${tool} ${known} drops restartPolicy: ${container.name} would keep the pod from starting`,
      `update ${tool} to ${version} or newer first`,
    );
  },
});
