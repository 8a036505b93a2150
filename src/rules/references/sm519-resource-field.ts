import { informing, rule } from '../define.js';
import { readsResourcesOf } from './read-resources.js';

export const resourceField = rule({
  code: 'SM519',
  title: 'resources read by name',
  sources: ['kubernetes/kubernetes pkg/api/v1/resource/helpers.go'],
  effects: ['informs'],
  harm: 'Nothing goes wrong: resourceFieldRef finds init containers by name.',
  seen: 'An env or a volume of the downward API with the name of the sidecar.',
  fix: 'Nothing to do.',
  check: informing(({ pod, container: { name } }) =>
    readsResourcesOf(pod, name) ? `resourceFieldRef to ${name} finds init containers too` : null,
  ),
});
