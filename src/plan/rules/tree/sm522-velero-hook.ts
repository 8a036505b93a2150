import type { Rule, Subject } from '../../../model/rule.js';
import { isOlder } from '../version.js';
import { at } from './at.js';

const HOOKS = [
  'pre.hook.backup.velero.io',
  'post.hook.backup.velero.io',
  'post.hook.restore.velero.io',
] as const;

/** Velero looks for a hook's container in `spec.containers` alone up to 1.17. */
export const veleroHook: Rule = {
  code: 'SM522',
  title: 'a backup hook in the sidecar',
  sources: ['vmware-tanzu/velero pkg/podexec ensureContainerExists', 'vmware-tanzu/velero#9403'],
  absolute: false,
  check: (subject) => {
    const { container, tree, settings } = subject;
    const version = settings.environment.get('velero');
    const severity = version !== undefined && isOlder('1.17', version) ? 'info' : 'block';
    const own = annotationOf(subject);
    const others = tree.hooks.filter((hook) => hook.container === container.name);
    return [
      ...(own === null
        ? []
        : [
            {
              severity,
              message: `the annotation ${own} runs a backup hook in ${container.name}, which Velero up to 1.17 does not find among init containers`,
              remedy:
                'let the hook run in another container, or name a newer release in the config (environment: {velero: ...})',
            } as const,
          ]),
      ...others.map(
        (hook) =>
          ({
            severity,
            message: `the hook of ${hook.owner} runs in ${container.name}, which Velero up to 1.17 does not find among init containers (${at(hook.place)})`,
            remedy: 'let the hook run in another container',
            related: [hook.place],
          }) as const,
      ),
    ];
  },
};

/** The annotation that makes this container a hook's target: named, or as the default. */
function annotationOf({ pod, container }: Subject): string | null {
  for (const hook of HOOKS) {
    const named = pod.podAnnotations[`${hook}/container`];
    if (named === container.name) return `${hook}/container`;
    const command = Object.hasOwn(pod.podAnnotations, `${hook}/command`);
    if (named === undefined && command && container.index === 0) return `${hook}/command`;
  }
  return null;
}
