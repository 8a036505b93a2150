import type { Container } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import { isMap, listAt, type Value, type ValueMap } from '../../model/value.js';

/** A port number; text where a variable stands for one. */
type PortNumber = number | string;

export interface HostPort {
  readonly port: PortNumber;
  readonly containerPort: PortNumber;
  readonly protocol: string;
  readonly hostIP: string;
}

/** The ports that a container takes on its node; with hostNetwork every declared port is one. */
export function hostPorts(container: Container, pod: Pod): readonly HostPort[] {
  return listAt(container.value, ['ports'])
    .filter(isMap)
    .flatMap((port): HostPort[] => {
      const number = hostPortOf(port, pod.spec.hostNetwork === true);
      if (number === null) return [];
      return [
        {
          port: number,
          containerPort: numberOf(port.containerPort) ?? number,
          protocol: typeof port.protocol === 'string' ? port.protocol : 'TCP',
          hostIP: typeof port.hostIP === 'string' ? port.hostIP : '',
        },
      ];
    });
}

function hostPortOf(port: ValueMap, hostNetwork: boolean): PortNumber | null {
  const stated = numberOf(port.hostPort);
  if (stated !== null) return stated;
  return hostNetwork ? numberOf(port.containerPort) : null;
}

/** Zero and nothing at all mean that there is no port; a template is one that nobody can read here. */
function numberOf(value: Value | undefined): PortNumber | null {
  if (typeof value === 'number') return value > 0 ? value : null;
  if (typeof value !== 'string' || value === '') return null;
  return /^\d+$/.test(value) ? numberOf(Number(value)) : value;
}
