import { isMap, listAt } from '../../model/value.js';
import { blocks, rule } from '../define.js';

/** Names are unique over both lists and the ephemeral containers. */
export const uniqueName = rule({
  code: 'SM102',
  title: 'two containers with the same name',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validateInitContainers'],
  effects: ['blocks'],
  absolute: true,
  harm: 'Names must be unique across containers and initContainers; the API server rejects a duplicate.',
  seen: 'An init container has the same name as the sidecar.',
  fix: 'Rename one of the two, and update what refers to it.',
  before: `initContainers:
- name: proxy
containers:
- name: proxy`,
  after: `initContainers:
- name: proxy-setup
containers:
- name: proxy`,
  check: ({ pod, container }) => {
    if (container.name === '')
      return blocks('the container has no name', 'give it a name that is unique in its pod');
    const ephemeral = listAt(pod.spec, ['ephemeralContainers']).filter(isMap);
    const others = [
      ...pod.containers.filter((other) => other !== container).map(({ name }) => name),
      ...pod.initContainers.map(({ name }) => name),
      ...ephemeral.map((entry) => entry.name),
    ];
    if (!others.includes(container.name)) return [];
    return blocks(
      `the pod has a second container named ${container.name}`,
      'rename one of the two, or remove the one that is no longer needed',
    );
  },
});
