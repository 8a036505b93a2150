import { mapAt } from '../../model/value.js';
import { rule } from '../define.js';
import { at } from './at.js';
import { scales } from './selects.js';

/** The metric finds sidecars by name from 1.29 on, on the same path as before. */
export const containerResource = rule({
  code: 'SM506',
  title: 'an autoscaler that uses the metrics of the sidecar',
  sources: ['kubernetes/kubernetes#119991', 'kubernetes/kubernetes#120001'],
  effects: ['warns', 'informs'],
  harm: 'Nothing goes wrong from 1.29 on: ContainerResource finds a sidecar by its name. 1.28 does not count sidecars, and there the rule warns.',
  seen: 'A HorizontalPodAutoscaler with a ContainerResource metric, or a ScaledObject of KEDA with containerName, that refers to the sidecar.',
  fix: 'Nothing to do; on 1.28, use another container.',
  before: `containerResource:
  name: cpu
  container: proxy # on 1.28`,
  after: `containerResource:
  name: cpu
  container: web`,
  check: ({ pod, container, settings, tree }) =>
    tree.scalers
      .filter((scaler) => scaler.form === 'horizontal' && scales(scaler, pod))
      .flatMap(({ owner, containers }) =>
        containers
          .filter(({ name }) => name === container.name)
          .map(({ place }) => {
            const old = settings.kubeMinor < 29;
            const has = mapAt(container.value, ['resources', 'requests']) !== undefined;
            return {
              severity: old ? ('warn' as const) : ('info' as const),
              message: old
                ? `${owner} scales by the usage of ${container.name}, and 1.28 does not count sidecars (${at(place)})`
                : `${owner} scales by the usage of ${container.name}, which it still finds by name from 1.29 on${has ? '' : ' (it still needs a request)'} (${at(place)})`,
              remedy: old ? 'target 1.29 and newer, or use another container' : 'nothing to do',
              related: [place],
            };
          }),
      ),
});
