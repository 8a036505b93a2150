import { isMap } from '../../model/value.js';
import { informing, rule } from '../define.js';

export const stopSignal = rule({
  code: 'SM114',
  title: 'a stop signal of its own',
  sources: ['kubernetes/website concepts/workloads/pods/pod-lifecycle.md'],
  effects: ['informs'],
  harm: 'Nothing goes wrong: a stop signal of its own needs spec.os.name, as before.',
  seen: 'lifecycle.stopSignal on the sidecar.',
  fix: 'Nothing to do.',
  check: informing(({ container: { name, value } }) =>
    isMap(value.lifecycle) && value.lifecycle.stopSignal !== undefined
      ? `the stop signal of ${name} still needs spec.os.name`
      : null,
  ),
});
