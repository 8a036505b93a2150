import type { Container } from '../../model/pod.js';
import { probeOf } from '../../pod/facts/programs.js';

export function hasStartupProbe(container: Container): boolean {
  return probeOf(container, 'startupProbe') !== undefined;
}
