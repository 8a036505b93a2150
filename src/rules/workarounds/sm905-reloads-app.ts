import { signalOf } from '../../pod/facts/quits.js';
import { allCalls } from '../../pod/facts/scripts.js';
import { informing, rule } from '../define.js';

export const reloadsApp = rule({
  code: 'SM905',
  title: 'a sidecar that reloads the main container',
  sources: ['kubernetes/website tasks/configure-pod-container/share-process-namespace.md'],
  effects: ['informs'],
  harm: 'The sidecar signals a main container that has not started yet.',
  seen: 'The sidecar sends HUP, USR1 or USR2.',
  fix: 'Check that its loop continues if the process is not found.',
  check: informing(({ pod, container }) => {
    const signal = allCalls(container)
      .map(signalOf)
      .find((each) => each !== null && !each.ends && each.name !== '0');
    return signal === undefined || signal === null || pod.spec.shareProcessNamespace !== true
      ? null
      : `${container.name} sends ${signal.name} to the main container, whose process does not exist yet when ${container.name} starts`;
  }),
});
