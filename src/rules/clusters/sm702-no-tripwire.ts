import type { Container } from '../../model/container.js';
import { handlersOf } from '../../pod/facts/programs.js';
import { rule } from '../define.js';

export const noTripwire = rule({
  code: 'SM702',
  title: 'a sidecar without a probe or hook',
  sources: ['kubernetes/kubernetes pkg/api/pod/util.go'],
  effects: ['note'],
  harm: 'If something strips restartPolicy, a sidecar without a probe or hook becomes an ordinary init container that never ends, and the pod hangs. With a probe or a hook the API server rejects the pod instead, so the mistake shows at once.',
  seen: 'The sidecar has no probe and no hook.',
  fix: 'Add a livenessProbe.',
  note: {
    message:
      'a sidecar without a probe or hook: if something strips restartPolicy, the pod hangs instead of being rejected; a livenessProbe would make the API server reject it',
    applies: ({ moving, hooksGone }) =>
      moving.some((each) => !hasHandler(each, hooksGone.includes(each.name))),
  },
});

function hasHandler(container: Container, losesHook: boolean): boolean {
  return handlersOf(container).some((key) => key !== 'lifecycle' || !losesHook);
}
