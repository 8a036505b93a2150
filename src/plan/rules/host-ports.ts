import type { Container, EffectivePod } from '../../model/pod.js';
import { isMap, listAt, type ValueMap } from '../../model/value.js';

export interface HostPort {
  readonly port: number;
  readonly containerPort: number;
  readonly protocol: string;
  readonly hostIP: string;
}

/** The ports that a container takes on its node; with hostNetwork every declared port is one. */
export function hostPorts(container: Container, pod: EffectivePod): readonly HostPort[] {
  return listAt(container.value, ['ports'])
    .filter(isMap)
    .flatMap((port): HostPort[] => {
      const number = hostPortOf(port, pod.spec.hostNetwork === true);
      if (number === null) return [];
      return [
        {
          port: number,
          containerPort: typeof port.containerPort === 'number' ? port.containerPort : number,
          protocol: typeof port.protocol === 'string' ? port.protocol : 'TCP',
          hostIP: typeof port.hostIP === 'string' ? port.hostIP : '',
        },
      ];
    });
}

function hostPortOf(port: ValueMap, hostNetwork: boolean): number | null {
  if (typeof port.hostPort === 'number' && port.hostPort > 0) return port.hostPort;
  return hostNetwork && typeof port.containerPort === 'number' ? port.containerPort : null;
}
