import type { Container } from '../../../model/container.js';
import type { Signal } from '../../../model/role.js';
import { commandText } from '../command.js';

/** Sleeps for ever once its one line is done, as an image puller does. */
export function idlesForEver(container: Container): Signal | null {
  if (!/\bsleep (?:infinity|inf|\d{6,})\b/.test(commandText(container))) return null;
  return { id: 'idles', weight: 'shape', text: 'it only waits: its command ends in a sleep' };
}
