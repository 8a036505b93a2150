import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { lifeOf, thisOwner } from '../../process/owner.js';

const START = 'sidecar-migrate-prove-';

/** Who made a folder stands in its name: `<machine>_<pid>_<when it began>_<random letters>`. */
const NAME = /^sidecar-migrate-prove-([0-9a-f]{8})_(\d{1,10})_(\d{1,20})_[A-Za-z0-9]{6}$/;

export function copyPrefix(): string {
  const { pid, start, place } = thisOwner();
  return `${START}${markOf(place)}_${pid}_${start}_`;
}

function markOf(place: string): string {
  return createHash('sha256').update(place).digest('hex').slice(0, 8);
}

/** Copies of runs that were killed, and the programs that they had started there. */
export function clearStale(folder: string): void {
  const { place } = thisOwner();
  for (const name of namesIn(folder)) {
    const [, mark, pid, start = ''] = NAME.exec(name) ?? [];
    // Nobody here can see whether a run in another container goes on.
    if (pid === undefined || mark !== markOf(place)) continue;
    const path = join(folder, name);
    if (isOurs(path) && lifeOf({ pid: Number(pid), start, place }) === 'dead') removeCopies(path);
  }
}

/** Ends what still runs in a folder of copies, and removes it: also a program that left its group. */
export function removeCopies(folder: string): void {
  endProgramsIn(folder);
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    // A program may have made something there that is not ours to remove.
  }
}

function endProgramsIn(folder: string): void {
  for (const name of namesIn('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    try {
      if (`${readlinkSync(`/proc/${name}/cwd`)}${sep}`.startsWith(`${folder}${sep}`))
        process.kill(pid, 'SIGKILL');
    } catch {
      // Another user's, or gone.
    }
  }
}

/** A folder of this user that nobody else can look into, as mkdtemp makes them; no link. */
function isOurs(path: string): boolean {
  try {
    const stat = lstatSync(path);
    const uid = process.getuid?.() ?? stat.uid;
    return stat.isDirectory() && stat.uid === uid && (stat.mode & 0o077) === 0;
  } catch {
    return false;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
