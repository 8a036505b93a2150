import { envOf } from '../../pod/facts/scripts.js';
import { informs, rule, warns } from '../define.js';

/** OpenKruise starts `containers` by priority and knows nothing of init containers. */
export const kruise = rule({
  code: 'SM912',
  title: 'variables of OpenKruise',
  sources: ['openkruise/kruise pkg/controller/sidecarterminator/utils.go'],
  effects: ['warns', 'informs'],
  harm: 'OpenKruise orders the start of regular containers only; its variables that end sidecars have no effect on an init container.',
  seen: 'KRUISE_CONTAINER_PRIORITY warns, KRUISE_TERMINATE_SIDECAR_… informs.',
  fix: 'Remove the variables.',
  before: 'env: [{name: KRUISE_CONTAINER_PRIORITY, value: "1"}]',
  check: ({ container }) => {
    const names = [...envOf(container).keys()];
    if (names.includes('KRUISE_CONTAINER_PRIORITY'))
      return warns(
        `KRUISE_CONTAINER_PRIORITY orders the start of regular containers only: ${container.name} now starts before all of them`,
        'check that this is the order that you want, then accept SM912',
      );
    const dead = names.find((name) => name.startsWith('KRUISE_TERMINATE_SIDECAR_'));
    if (dead === undefined) return [];
    return informs(
      `${dead} has no effect on an init container: Kubernetes stops ${container.name} after the main container`,
      `remove the variable from ${container.name}`,
    );
  },
});
