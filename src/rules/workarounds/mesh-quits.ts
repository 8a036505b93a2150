import type { Container } from '../../model/container.js';
import type { Code } from '../../model/finding.js';
import type { Hit, Subject } from '../../model/rule.js';
import { lookUp } from '../../pod/classify/catalogue/index.js';
import { allText, envValues } from '../../pod/facts/scripts.js';
import { informs, warns } from '../define.js';

/** Whether its commands, its hooks, or a variable that says the address hold such a call. */
export function callsAny(app: Container, calls: readonly RegExp[]): boolean {
  const text = [allText(app), ...envValues(app)].join('\n');
  return calls.some((call) => call.test(text));
}

/**
 * What an application does to end a mesh proxy. An injected proxy is none of this file's containers:
 * then the call has nothing to do with the sidecar that moves, and has to stay until the mesh is native.
 */
export function meshQuit(
  { container, apps }: Subject,
  code: Code,
  what: string,
  isUsedBy: (app: Container) => boolean,
): readonly Hit<'warn' | 'info'>[] {
  const app = apps.find(isUsedBy);
  if (app === undefined) return [];
  if (lookUp(container)?.family.category === 'mesh-proxy')
    return warns(
      `${app.name} ${what}: ${container.name} is now stopped after the main container, and would be restarted if it is ended earlier`,
      `remove the call from ${app.name} with the move, or accept ${code}`,
    );
  return informs(
    `${app.name} ${what}: needed for as long as the mesh injects a proxy that is not native`,
    'remove it once the mesh proxy is native',
  );
}
