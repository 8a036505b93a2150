import { fileLoop, sharedFileIn } from '../../../facts/files.js';
import { localPortIn, ownPorts, portsOf } from '../../../facts/ports.js';
import { leaves } from '../../../facts/programs.js';
import type { Call, Loop } from '../../../facts/shell.js';
import type { Container } from '../../../model/pod.js';
import type { Subject } from '../../../model/rule.js';

/** Ports that only the applications listen on: asking one of them is asking App. */
export function appPorts({ container, apps }: Subject): ReadonlyMap<number, Container> {
  const own = ownPorts(container);
  return new Map(
    apps.flatMap((app) =>
      [...portsOf(app)].filter((port) => !own.has(port)).map((port) => [port, app] as const),
    ),
  );
}

/** What of App a command needs to be there, as a clause, or null. */
export function asksApp(call: Call, subject: Subject): string | null {
  const ports = appPorts(subject);
  const port = localPortIn(call.text, new Set(ports.keys()));
  if (port !== null) return `it asks port ${port} of ${ports.get(port)?.name ?? 'the application'}`;
  if (!/^(?:pgrep|pidof)$/.test(call.name) || subject.pod.spec.shareProcessNamespace !== true)
    return null;
  return `it looks for the process ${call.args.at(-1) ?? ''} of another container`;
}

/** What of App a loop waits for, as a clause, or null: a port, a process, a file that App writes. */
export function waitsForApp(loop: Loop, subject: Subject): string | null {
  if (loop.runsWhile !== 'failure' && !loop.endless) return null;
  if (loop.endless && !leaves(loop)) return null;
  for (const call of [...loop.condition, ...(loop.endless ? loop.body : [])]) {
    const asked = asksApp(call, subject);
    if (asked !== null) return asked;
  }
  for (const call of fileLoop(loop)) {
    const file = sharedFileIn(call.text, subject.container, subject.apps);
    if (file !== null) return `it waits for ${file.path}, which ${file.writer.name} may write`;
  }
  return null;
}
