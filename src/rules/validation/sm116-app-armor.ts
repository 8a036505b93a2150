import { informing, rule } from '../define.js';

export const appArmor = rule({
  code: 'SM116',
  title: 'annotations keyed by container name',
  sources: ['annotations with the container name in their key'],
  effects: ['informs'],
  harm: 'Nothing goes wrong: AppArmor annotations also apply to init containers.',
  seen: 'An AppArmor annotation with the name of the sidecar.',
  fix: 'Nothing to do.',
  check: informing(({ pod, container: { name } }) =>
    Object.hasOwn(pod.podAnnotations, `container.apparmor.security.beta.kubernetes.io/${name}`)
      ? `the AppArmor annotation of ${name} stays valid: it also applies to init containers`
      : null,
  ),
});
