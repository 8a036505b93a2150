import type { Container } from '../../model/container.js';
import { probeOf } from '../../pod/facts/programs.js';

export function hasStartupProbe(container: Container): boolean {
  return probeOf(container, 'startupProbe') !== undefined;
}
