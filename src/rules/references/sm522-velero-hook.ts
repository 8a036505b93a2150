import type { Hit, Subject } from '../../model/rule.js';
import type { HookReference } from '../../model/tree.js';
import { rule } from '../define.js';
import { isOld } from '../version.js';
import { at } from './at.js';
import { selects } from './selector.js';
import { reaches } from './selects.js';

const HOOKS = [
  'pre.hook.backup.velero.io',
  'post.hook.backup.velero.io',
  'post.hook.restore.velero.io',
] as const;

/** Velero looks for a hook's container in `spec.containers` alone up to 1.17, and defaults to its first. */
export const veleroHook = rule({
  code: 'SM522',
  title: 'a backup hook in the sidecar',
  sources: ['vmware-tanzu/velero pkg/podexec ensureContainerExists', 'vmware-tanzu/velero#9403'],
  effects: ['blocks', 'informs'],
  harm: 'Velero up to 1.17 runs hooks only in entries of containers: the backup fails. A hook that names no container runs in the first entry of containers, which is a different one after the move.',
  seen: 'An annotation, or a Backup, Schedule or Restore of Velero, that names the sidecar, or names no container while the sidecar is the first one. With environment.velero of 1.18 or newer a hook that names the sidecar only informs.',
  fix: 'Run the hook in the main container, or name the container in the hook.',
  before: 'pre.hook.backup.velero.io/container: proxy',
  after: 'pre.hook.backup.velero.io/container: app',
  check: (subject) => {
    const { container, pod, tree } = subject;
    const others = tree.hooks.filter(
      (hook) => reaches(hook.namespaces, pod) && selects(hook.selector, pod.podLabels),
    );
    return [
      ...HOOKS.flatMap((hook) => annotated(hook, subject)),
      ...others
        .filter((hook) => hook.container === container.name)
        .map((hook) => named(subject, `the hook of ${hook.owner}`, hook)),
      ...others
        .filter((hook) => hook.container === '' && container.index === 0)
        .map((hook) => defaulted(subject, `the hook of ${hook.owner}`, hook)),
    ];
  },
});

/** The annotation that makes this container a hook's target: named, or as the default. */
function annotated(hook: string, subject: Subject): readonly Hit<'block' | 'info'>[] {
  const { pod, container } = subject;
  const own = pod.podAnnotations[`${hook}/container`];
  if (own === container.name) return [named(subject, `the annotation ${hook}/container`, null)];
  const isHook = Object.hasOwn(pod.podAnnotations, `${hook}/command`);
  return own === undefined && isHook && container.index === 0
    ? [defaulted(subject, `the annotation ${hook}/command`, null)]
    : [];
}

function named(
  { container, settings }: Subject,
  who: string,
  hook: HookReference | null,
): Hit<'block' | 'info'> {
  return {
    severity: isOld(settings, 'velero', '1.18') ? 'block' : 'info',
    message: `${who} runs a backup hook in ${container.name}, which Velero up to 1.17 does not find among init containers${place(hook)}`,
    remedy:
      'run the hook in another container, or set a newer release in the config (environment: {velero: ...})',
    related: hook === null ? [] : [hook.place],
  };
}

/** Whatever the release: the first of `containers` is another one after the move. */
function defaulted(
  { container, apps }: Subject,
  who: string,
  hook: HookReference | null,
): Hit<'block' | 'info'> {
  return {
    severity: 'block',
    message: `${who} names no container and so runs in ${container.name}, the first one: after the move it runs in ${apps[0]?.name ?? 'another one'}${place(hook)}`,
    remedy: 'name the intended container in the hook; if it is the sidecar, see SM522',
    related: hook === null ? [] : [hook.place],
  };
}

function place(hook: HookReference | null): string {
  return hook === null ? '' : ` (${at(hook.place)})`;
}
