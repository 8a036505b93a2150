import { isMap } from '../../model/value.js';
import { informing, rule } from '../define.js';

export const stopSignal = rule({
  code: 'SM114',
  title: 'a custom stop signal',
  sources: ['kubernetes/website concepts/workloads/pods/pod-lifecycle.md'],
  effects: ['informs'],
  harm: 'Nothing goes wrong: a custom stop signal needs spec.os.name, as before.',
  seen: 'The sidecar has lifecycle.stopSignal.',
  fix: 'Nothing to do.',
  check: informing(({ container: { name, value } }) =>
    isMap(value.lifecycle) && value.lifecycle.stopSignal !== undefined
      ? `the stop signal of ${name} still needs spec.os.name`
      : null,
  ),
});
