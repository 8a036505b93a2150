import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Who makes a file that a later run may find. A process number alone tells nothing: it is used again, and the
 * first process of every container has the same one.
 */
export interface Owner {
  readonly pid: number;
  /** When the process began, in ticks since the kernel did; empty where there is no /proc. */
  readonly start: string;
  /** The machine, its kernel's life, and the space of process numbers: only there a pid means something. */
  readonly place: string;
}

export type Life = 'alive' | 'dead' | 'unknown';

export function thisOwner(): Owner {
  return { pid: process.pid, start: startOf(process.pid), place: thisPlace() };
}

/** Whether a process is still there; `unknown` where nobody here can see it. */
export function lifeOf({ pid, start, place }: Owner): Life {
  if (place !== thisPlace() || start === '') return 'unknown';
  const now = startOf(pid);
  return now === start ? 'alive' : 'dead';
}

function thisPlace(): string {
  return [
    hostname(),
    textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    textOf(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ');
}

/** proc_pid_stat(5): field 22, counted behind the name, which may hold anything. A zombie writes nothing. */
function startOf(pid: number): string {
  const stat = textOf(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '');
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
