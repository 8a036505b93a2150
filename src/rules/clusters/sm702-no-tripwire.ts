import type { Container } from '../../model/container.js';
import { handlersOf } from '../../pod/facts/programs.js';
import { rule } from '../define.js';

export const noTripwire = rule({
  code: 'SM702',
  title: 'no tripwire',
  sources: ['kubernetes/kubernetes pkg/api/pod/util.go'],
  effects: ['note'],
  harm: 'Should anything strip restartPolicy, a sidecar without probe and hook becomes an init container that never ends; with one the API server rejects the pod, which is loud.',
  seen: 'No probe and no hook on the sidecar.',
  fix: 'Add a livenessProbe.',
  note: {
    message:
      'a sidecar without any probe or hook has no tripwire: should anything strip restartPolicy, the pod hangs instead of being rejected; a livenessProbe would be one',
    applies: ({ moving, hooksGone }) =>
      moving.some((each) => !hasHandler(each, hooksGone.includes(each.name))),
  },
});

function hasHandler(container: Container, losesHook: boolean): boolean {
  return handlersOf(container).some((key) => key !== 'lifecycle' || !losesHook);
}
