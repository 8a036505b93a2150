import type { Container } from '../../model/container.js';
import type { Subject } from '../../model/rule.js';
import { listedPort } from '../../pod/facts/listings.js';
import { localPortIn, ownPorts, portsOf } from '../../pod/facts/ports.js';
import type { Call } from '../../pod/facts/shell.js';

/** Ports that only the applications listen on: asking one of them is asking App. */
function appPorts({ container, apps }: Subject): ReadonlyMap<number, Container> {
  const own = ownPorts(container);
  return new Map(
    apps.flatMap((app) =>
      [...portsOf(app)].filter((port) => !own.has(port)).map((port) => [port, app] as const),
    ),
  );
}

/** What of App a command needs to be there, as a clause, or null. */
export function asksApp(call: Call, subject: Subject, beside: readonly Call[] = []): string | null {
  const ports = appPorts(subject);
  const port = localPortIn(call.text, new Set(ports.keys()));
  if (port !== null)
    return `it checks port ${port} of ${ports.get(port)?.name ?? 'the main container'}`;
  const listed = listedPort(call, beside);
  if (listed !== null && ports.has(listed))
    return `it checks whether ${ports.get(listed)?.name ?? 'the main container'} listens on port ${listed}`;
  if (!/^(?:pgrep|pidof)$/.test(call.name) || subject.pod.spec.shareProcessNamespace !== true)
    return null;
  return `it looks for the process ${call.args.at(-1) ?? ''} of another container`;
}
