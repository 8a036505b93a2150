import { envOf } from '../../pod/facts/scripts.js';
import { rule } from '../define.js';

/** OpenKruise starts `containers` by priority and knows nothing of init containers. */
export const kruise = rule({
  code: 'SM912',
  title: 'variables of OpenKruise',
  sources: ['openkruise/kruise pkg/controller/sidecarterminator/utils.go'],
  effects: ['warns', 'informs'],
  harm: 'OpenKruise orders the starts of containers only; its variables that end sidecars do nothing on an init container.',
  seen: 'KRUISE_CONTAINER_PRIORITY warns, KRUISE_TERMINATE_SIDECAR_… informs.',
  fix: 'Take the variables off.',
  before: 'env: [{name: KRUISE_CONTAINER_PRIORITY, value: "1"}]',
  check: ({ container }) => {
    const names = [...envOf(container).keys()];
    if (names.includes('KRUISE_CONTAINER_PRIORITY'))
      return [
        {
          severity: 'warn',
          message: `KRUISE_CONTAINER_PRIORITY orders the starts of containers only: ${container.name} now starts before all of them`,
          remedy: 'see that this order is the one you want, then accept SM912',
        },
      ];
    const dead = names.find((name) => name.startsWith('KRUISE_TERMINATE_SIDECAR_'));
    if (dead === undefined) return [];
    return [
      {
        severity: 'info',
        message: `${dead} does nothing on an init container: ${container.name} is stopped after the application by Kubernetes itself`,
        remedy: `take the variable off ${container.name}`,
      },
    ];
  },
});
