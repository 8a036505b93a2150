import type { Container } from '../../model/container.js';
import { isMap, listAt } from '../../model/value.js';

/** Command and arguments as one text: enough to look for words in, not to understand a shell. */
export function commandText(container: Container): string {
  return [...listAt(container.value, ['command']), ...listAt(container.value, ['args'])]
    .map(String)
    .join(' ');
}

/** Whether a word stands by itself in command or arguments. */
export function hasWord(container: Container, word: string): boolean {
  return commandText(container)
    .split(/[\s"'/]+/)
    .includes(word);
}

/** Numbers of the ports that a container declares or is probed on. */
export function portNumbers(container: Container): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const port of listAt(container.value, ['ports']))
    if (isMap(port) && typeof port.containerPort === 'number') numbers.add(port.containerPort);
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const spec = container.value[probe];
    if (!isMap(spec)) continue;
    for (const handler of [spec.httpGet, spec.tcpSocket, spec.grpc])
      if (isMap(handler) && typeof handler.port === 'number') numbers.add(handler.port);
  }
  return numbers;
}

export interface Mount {
  readonly volume: string;
  readonly path: string;
  readonly readOnly: boolean;
}

export function mountsOf(container: Container): readonly Mount[] {
  return listAt(container.value, ['volumeMounts']).flatMap((mount) =>
    isMap(mount) && typeof mount.name === 'string' && typeof mount.mountPath === 'string'
      ? [{ volume: mount.name, path: mount.mountPath, readOnly: mount.readOnly === true }]
      : [],
  );
}
