import type { Call } from './shell.js';

/** Who lists the open sockets sees those of the whole pod. */
const LISTS_SOCKETS = /^(?:ss|netstat|lsof|fuser)$/;

/** Whether one of some commands lists sockets, so that a `grep` beside it looks for one of them. */
function listsSockets(calls: readonly Call[]): boolean {
  return calls.some(({ name }) => LISTS_SOCKETS.test(name));
}

/** The port that a command looks for among the open sockets of the pod: `ss -ltn | grep -q ':8080'`. */
export function listedPort({ name, text }: Call, beside: readonly Call[]): number | null {
  if (text.includes('/proc/net/')) {
    // Its addresses are hexadecimal: `grep -q ':1F90 ' /proc/net/tcp`.
    const hex = /:([0-9A-F]{4})(?![0-9A-F])/i.exec(text)?.[1];
    return hex === undefined ? null : Number.parseInt(hex, 16);
  }
  const isListed = LISTS_SOCKETS.test(name) || (/^[ef]?grep$/.test(name) && listsSockets(beside));
  if (!isListed) return null;
  const port = /:(\d{2,5})(?![\w.])|(?<![\w.])(\d{2,5})\/tcp/.exec(text);
  return port === null ? null : Number(port[1] ?? port[2]);
}

/** Files in which the kernel says what a process is: `/proc/[0-9]*\/cmdline`. */
const OF_PROCESSES =
  /\/proc\/(?:\*|\[0-9\]|\$\{?\w{1,40}\}?)\S{0,40}\/(?:cmdline|comm|status|exe|stat)\b/;

/** The process that a command looks for among those that it sees, or null. */
export function scannedProcess({ name, args, text }: Call): string | null {
  if (!/^(?:[ef]?grep|rg|awk)$/.test(name) || !OF_PROCESSES.test(text)) return null;
  const isPattern = (arg: string): boolean => !/^[-<>|&\d]/.test(arg) && !arg.includes('/proc/');
  return args.find(isPattern) ?? null;
}
