import type { Container } from '../../model/container.js';
import type { Subject } from '../../model/rule.js';
import { isMap, listAt } from '../../model/value.js';
import { baseOf } from '../../pod/classify/catalogue/image.js';
import { commandText } from '../../pod/classify/command.js';
import { mountsConfigMap } from '../../pod/facts/config-maps.js';
import { type EnvoyConfig, envoyConfigIn } from '../../pod/facts/envoy.js';

/** What Envoy answers itself on the port of its administration (envoyproxy.io, operations/admin). */
const OWN_PATHS = /^\/(?:ready|server_info)$/;

/** The port of the administration in the documentation, and of those that build on Envoy. */
const USUAL = 9901;
const SHIPPED = [9901, 9902, 8001, 8002, 9001, 15000, 15021, 19000, 19001, 19003];

/**
 * Whether Envoy answers a request itself, whatever is behind it: by its bootstrap where that is to be
 * seen. Where it is not, only the usual port counts, or one that is called so: any other one may be a
 * listener, which passes the request on.
 */
export function isEnvoysOwn(subject: Subject, path: string, port: number | null): boolean {
  if (!OWN_PATHS.test(path) || port === null) return false;
  const configs = configsOf(subject);
  if (configs.length > 0) return configs.every(({ admin }) => admin === port);
  const { container } = subject;
  return port === USUAL || isCalledAdmin(container, port) || isShipped(container, port);
}

/** In its arguments, or in the ConfigMaps that it mounts: one a cluster, maybe. */
function configsOf({ pod, container, tree }: Subject): readonly EnvoyConfig[] {
  const own = envoyConfigIn(commandText(container));
  if (own !== null) return [own];
  return tree.envoys.filter(({ name }) => mountsConfigMap(pod, container, name));
}

function isCalledAdmin({ value }: Container, port: number): boolean {
  return listAt(value, ['ports']).some(
    (each) => isMap(each) && each.containerPort === port && /admin/.test(String(each.name ?? '')),
  );
}

/** An image of a mesh or a gateway brings its configuration; Envoy's own has none. */
function isShipped({ image }: Container, port: number): boolean {
  return SHIPPED.includes(port) && !/^envoy(?:-|$)/.test(baseOf(image ?? ''));
}
