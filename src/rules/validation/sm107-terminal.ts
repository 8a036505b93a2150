import { informing, rule } from '../define.js';

export const terminal = rule({
  code: 'SM107',
  title: 'a terminal on a sidecar',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validateContainerCommon'],
  effects: ['informs'],
  harm: 'kubectl attach without -c uses an entry of containers.',
  seen: 'The sidecar has stdin or tty.',
  fix: 'Name the container: kubectl attach POD -c NAME.',
  check: informing(({ container: { name, value } }) =>
    value.stdin === true || value.tty === true
      ? `kubectl attach reaches ${name} only by name: -c ${name}`
      : null,
  ),
});
