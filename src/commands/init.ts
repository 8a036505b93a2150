import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_NAME } from '../config/find.js';
import { CONFIG_TEMPLATE } from '../config/template.js';
import { codeOf } from '../files/discover/disk.js';
import type { Io } from './io.js';

/** Writes a commented config, never over one that is there. Gives the exit code. */
export function init(io: Io): number {
  try {
    writeFileSync(join(io.cwd, CONFIG_NAME), CONFIG_TEMPLATE, { flag: 'wx' });
  } catch (error) {
    const why =
      codeOf(error) === 'EEXIST'
        ? 'it is there already; edit it, or remove it first'
        : `it could not be written (${codeOf(error)})`;
    io.stderr.write(`sidecar-migrate: ${CONFIG_NAME}: ${why}\n`);
    return 2;
  }
  io.stderr.write(`Wrote ${CONFIG_NAME}: everything in it is commented out until you want it.\n`);
  return 0;
}
