import { signalOf } from '../../pod/facts/quits.js';
import { allCalls } from '../../pod/facts/scripts.js';
import { informing, rule } from '../define.js';

export const reloadsApp = rule({
  code: 'SM905',
  title: 'a sidecar that reloads the application',
  sources: ['kubernetes/website tasks/configure-pod-container/share-process-namespace.md'],
  effects: ['informs'],
  harm: 'A reloader signals an application that has not started yet.',
  seen: 'HUP, USR1 or USR2 sent by the sidecar.',
  fix: 'See that its loop goes on when the process is not found.',
  check: informing(({ pod, container }) => {
    const signal = allCalls(container)
      .map(signalOf)
      .find((each) => each !== null && !each.ends && each.name !== '0');
    return signal === undefined || signal === null || pod.spec.shareProcessNamespace !== true
      ? null
      : `${container.name} sends ${signal.name} to the application, whose process is not there yet when ${container.name} starts`;
  }),
});
