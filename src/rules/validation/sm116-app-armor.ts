import { informing, rule } from '../define.js';

export const appArmor = rule({
  code: 'SM116',
  title: 'annotations keyed by container name',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation podSpecHasContainer'],
  effects: ['informs'],
  harm: 'Nothing goes wrong: AppArmor annotations are looked up among init containers, too.',
  seen: 'An annotation of AppArmor with the name of the sidecar.',
  fix: 'Nothing to do.',
  check: informing(({ pod, container: { name } }) =>
    Object.hasOwn(pod.podAnnotations, `container.apparmor.security.beta.kubernetes.io/${name}`)
      ? `the AppArmor annotation of ${name} stays valid: init containers are looked up too`
      : null,
  ),
});
