import { informing, rule } from '../define.js';

export const terminal = rule({
  code: 'SM107',
  title: 'a terminal on a sidecar',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validateContainerCommon'],
  effects: ['informs'],
  harm: 'kubectl attach without -c reaches an entry of containers.',
  seen: 'stdin or tty on the sidecar.',
  fix: 'Name it: kubectl attach POD -c NAME.',
  check: informing(({ container: { name, value } }) =>
    value.stdin === true || value.tty === true
      ? `kubectl attach reaches ${name} by name only: -c ${name}`
      : null,
  ),
});
