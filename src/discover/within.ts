import { sep } from 'node:path';

/** Whether an absolute path is a folder, or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return `${path}${sep}`.startsWith(folder === sep ? sep : `${folder}${sep}`);
}
