import { rowFor } from '../../compose/kinds.js';
import type { Rule } from '../../model/rule.js';
import { textAt } from '../../model/value.js';
import { isOlder } from './version.js';

/** A CRD built on Kubernetes older than 1.28 prunes the field, and the sidecar blocks for ever. */
export const crdRelease: Rule = {
  code: 'SM606',
  title: 'a custom kind whose CRD may be too old',
  sources: ['rule R-6.1; argoproj/argo-rollouts#3366'],
  absolute: true,
  check: ({ pod, container, settings }) => {
    const { apiVersion, kind, labels } = pod.workload;
    const row = rowFor(apiVersion, kind, settings.customKinds);
    if (row === null) return [];
    if (row.verdict === 'warn')
      return [
        {
          severity: 'warn',
          message: `${kind}: ${row.why}`,
          remedy: 'check the release that runs, then accept SM606',
        },
      ];
    if (row.since === null) return [];
    const { tool, version } = row.since;
    const known = settings.environment.get(tool) ?? versionLabel(labels, tool);
    if (known === undefined)
      return [
        {
          severity: 'warn',
          message: `the CRD of ${kind} keeps restartPolicy from ${tool} ${version} on; older ones drop it and ${container.name} would block the pod for ever`,
          remedy: `name the release in the config (environment: {${tool}: ...}), or accept SM606`,
        },
      ];
    if (!isOlder(known, version)) return [];
    return [
      {
        severity: 'block',
        message: `${tool} ${known} drops restartPolicy from ${kind}: ${container.name} would block the pod for ever`,
        remedy: `update ${tool} to ${version} or newer first`,
      },
    ];
  },
};

/** The release label speaks of the operator only when the object is a part of it. */
function versionLabel(labels: Parameters<typeof textAt>[0], tool: string): string | undefined {
  return textAt(labels, ['app.kubernetes.io/part-of']) === tool
    ? textAt(labels, ['app.kubernetes.io/version'])
    : undefined;
}
