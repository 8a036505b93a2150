import type { Container, EffectivePod } from '../../model/pod.js';
import type { Signal } from '../../model/role.js';
import { commandText } from '../command.js';

const SENDS =
  /\b(?:p?kill|killall)\b[^|;&]{0,200}-(?:s\s{0,9})?(?:SIG)?(?:HUP|USR1|USR2|1|10|12)\b/;
const RELOADS = /reload/i;

/** Tells another container's process to reload, through a process namespace that the pod shares. */
export function signalsApp(container: Container, pod: EffectivePod): Signal | null {
  if (pod.spec.shareProcessNamespace !== true) return null;
  const text = commandText(container);
  if (SENDS.test(text))
    return shape('it sends signals to processes of the pod, whose process namespace is shared');
  if (RELOADS.test(text) || RELOADS.test(container.name))
    return shape('it reloads a process of the pod, whose process namespace is shared');
  return null;
}

function shape(text: string): Signal {
  return { id: 'signals-app', weight: 'shape', text };
}
