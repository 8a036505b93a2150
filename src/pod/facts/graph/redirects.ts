import type { Container } from '../../../model/container.js';
import type { Relation } from '../../../model/relations.js';
import { listAt, mapAt, valueAt } from '../../../model/value.js';
import { baseOf } from '../../classify/catalogue/image.js';
import { commandText } from '../../classify/command.js';
import { envOf } from '../scripts.js';
import type { Scene } from './scene.js';

/** Options and rules that say whose own traffic is left alone: that is the proxy's. */
const UID =
  /(?:\s-u|--?(?:proxy-)?uid(?:-owner)?|--uid-owner)[=\s]{1,3}["']?(\d{1,10}(?:[,:]\d{1,10}){0,5})(?!\w)/g;
const UID_VARIABLE = /^(?:\w{1,30}_)?UID$/;

/** An init container that sends the pod's traffic through the container with the uid it spares. */
export function redirects(scene: Scene): readonly Relation[] {
  return scene.pod.initContainers.flatMap((from) => {
    if (!rulesTraffic(from)) return [];
    const uids = uidsOf(from);
    const proxies = scene.running.filter((each) => {
      const uid = userOf(each);
      return uid !== null && uids.has(uid);
    });
    // Where all run as that user, nobody's traffic is redirected.
    if (proxies.length === 0 || proxies.length === scene.running.length) return [];
    return proxies.map((to): Relation => {
      const node = nodeOf(from);
      return {
        ...{ kind: 'redirects', from, to, occasion: 'run', node },
        text: `redirects the traffic of the pod through ${to.name}`,
        certainty: proxies.length === 1 ? 'written' : 'likely',
      };
    });
  });
}

/** It may change the rules of the network, or is called after what does. */
function rulesTraffic(container: Container): boolean {
  const added = listAt(container.value, ['securityContext', 'capabilities', 'add']).map(String);
  const isAllowed =
    added.some((name) => /NET_ADMIN|^ALL$/.test(name)) ||
    mapAt(container.value, ['securityContext'])?.privileged === true;
  const text = `${container.name} ${baseOf(container.image ?? '')} ${commandText(container)}`;
  return isAllowed && /iptables|nft\b|redirect|proxy[-_]?init|init[-_]?proxy|-u\s|uid/i.test(text);
}

function uidsOf(container: Container): ReadonlySet<number> {
  const said = [...` ${commandText(container)}`.matchAll(UID)].flatMap(([, uids]) =>
    (uids ?? '').split(/[,:]/),
  );
  for (const [name, value] of envOf(container)) if (UID_VARIABLE.test(name)) said.push(value);
  // Istio's own init container spares 1337 unless it is told otherwise (istio.io, pod requirements).
  if (said.length === 0 && /istio/i.test(`${container.name} ${container.image ?? ''}`))
    said.push('1337');
  return new Set(said.map(Number).filter((uid) => Number.isInteger(uid) && uid > 0));
}

function userOf({ value }: Container): number | null {
  const user = valueAt(value, ['securityContext', 'runAsUser']);
  return typeof user === 'number' ? user : null;
}

function nodeOf({ value }: Container): readonly (string | number)[] {
  const key = (['args', 'command'] as const).find((each) => listAt(value, [each]).length > 0);
  return key === undefined ? ['securityContext'] : [key, 0];
}
