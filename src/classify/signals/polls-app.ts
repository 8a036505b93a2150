import type { Container, EffectivePod } from '../../model/pod.js';
import type { Signal } from '../../model/role.js';
import { commandText, portNumbers } from '../command.js';

const LOCAL_URL = /https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):(\d{1,5})/g;

/** Asks a port of another container over localhost, by a URL in its command. */
export function pollsApp(container: Container, pod: EffectivePod): Signal | null {
  const own = portNumbers(container);
  for (const match of commandText(container).matchAll(LOCAL_URL)) {
    const port = Number(match[1]);
    if (own.has(port)) continue;
    const app = pod.containers.find((other) => other !== container && portNumbers(other).has(port));
    if (app !== undefined)
      return {
        id: 'polls-app',
        weight: 'shape',
        text: `it asks port ${port} of ${app.name} over localhost`,
      };
  }
  return null;
}
