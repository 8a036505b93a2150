import type { Hit, Subject } from '../../model/rule.js';
import { baseOf } from '../../pod/classify/catalogue/image.js';
import { lookUp } from '../../pod/classify/catalogue/index.js';
import { mountsConfigMap } from '../../pod/facts/config-maps.js';
import { placeOfCall } from '../../pod/facts/places.js';
import { allCalls, allText, envValues } from '../../pod/facts/scripts.js';
import { blocks, rule, warns } from '../define.js';

/** An agent that ends once it has its token would be started again for ever. */
export const exitAfterAuth = rule({
  code: 'SM914',
  title: 'an agent that exits after authentication',
  sources: ['hashicorp/vault-k8s agent-inject/agent/config.go', 'KEP-753'],
  effects: ['blocks', 'warns'],
  harm: 'An agent that exits after authentication is restarted forever; one that the main container ends is restarted once.',
  seen: 'exit_after_auth in its arguments, or in a ConfigMap of the tree that it mounts; a call of agent/v1/quit in the main container.',
  fix: 'Make it an ordinary init container, or remove exit_after_auth; remove the call with the move.',
  before: 'args: [agent, -exit-after-auth]',
  after: 'args: [agent]',
  asked: ['moving', 'native'],
  check: (subject) => {
    const { pod, container, tree } = subject;
    const own =
      /exit[-_]after[-_]auth["']?(?:\s*[=:]\s*|\s+)["']?true|-exit-after-auth(?:\s|=true|$)/m;
    const source = own.test(allText(container))
      ? 'its arguments have'
      : tree.exitsAfterAuth.find(({ name }) => mountsConfigMap(pod, container, name))?.name;
    if (source === undefined) return quitByApp(subject);
    const where = source === 'its arguments have' ? source : `the ConfigMap ${source} has`;
    return blocks(
      `${container.name} exits after authentication (${where} exit_after_auth): as a sidecar it would be restarted forever`,
      `make it an ordinary init container, or remove exit_after_auth`,
    );
  },
});

/** `PUT :8200/agent/v1/quit` of an agent that allows it (Vault docs, Agent API). */
function quitByApp({ container, apps }: Subject): readonly Hit<'block' | 'warn'>[] {
  const family = lookUp(container)?.family;
  if (
    family?.category !== 'secret-agent' &&
    !/^(?:vault|openbao)/.test(baseOf(container.image ?? ''))
  )
    return [];
  const caller = apps.find((app) =>
    [allText(app), ...envValues(app)].some((text) => /:\d{2,5}\/agent\/v1\/quit\b/.test(text)),
  );
  if (caller === undefined) return [];
  const call = allCalls(caller).find(({ text }) => /\/agent\/v1\/quit\b/.test(text));
  return warns(
    `${caller.name} ends ${container.name} (agent/v1/quit): as a sidecar it is stopped after the main container anyway, and would be restarted if it is ended earlier`,
    `remove the call from ${caller.name} and enable_quit from ${container.name} with the move, or accept SM914`,
    { ...(call === undefined ? {} : { place: placeOfCall(caller, call) }) },
  );
}
