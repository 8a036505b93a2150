import { mountsOf } from '../../../classify/command.js';
import { allText } from '../../../facts/scripts.js';
import type { Container, EffectivePod } from '../../../model/pod.js';
import type { Rule } from '../../../model/rule.js';
import { isMap, listAt } from '../../../model/value.js';

/** An agent that ends once it has its token would be started again for ever. */
export const exitAfterAuth: Rule = {
  code: 'SM914',
  title: 'an agent that ends once it has authenticated',
  sources: ['hashicorp/vault-k8s agent-inject/agent/config.go', 'KEP-753'],
  absolute: false,
  check: ({ pod, container, tree }) => {
    const own =
      /exit[-_]after[-_]auth["']?(?:\s*[=:]\s*|\s+)["']?true|-exit-after-auth(?:\s|=true|$)/m;
    const source = own.test(allText(container))
      ? 'its arguments say'
      : tree.exitsAfterAuth.find(({ name }) => mountsConfig(pod, container, name))?.name;
    if (source === undefined) return [];
    const where = source === 'its arguments say' ? source : `the ConfigMap ${source} says`;
    return [
      {
        severity: 'block',
        message: `${container.name} ends once it has authenticated (${where} exit_after_auth): as a sidecar it would be started again for ever`,
        remedy: `make it an ordinary init container, or take exit_after_auth off`,
      },
    ];
  },
};

function mountsConfig({ spec }: EffectivePod, container: Container, name: string): boolean {
  const volumes = listAt(spec, ['volumes']).filter(
    (volume) => isMap(volume) && isMap(volume.configMap) && volume.configMap.name === name,
  );
  return mountsOf(container).some((mount) =>
    volumes.some((volume) => isMap(volume) && volume.name === mount.volume),
  );
}
