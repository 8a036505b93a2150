import type { Container } from '../../model/container.js';
import { isMap, listAt } from '../../model/value.js';
import { commandText } from '../classify/command.js';
import { callsIn, handlerProgram, programOf } from './programs.js';
import type { Call } from './shell.js';

/** Every command that a manifest shows of a container: its own, and those of its hooks. */
export function allCalls(container: Container): readonly Call[] {
  return [
    ...callsIn(programOf(container)),
    ...callsIn(handlerProgram(container, ['lifecycle', 'postStart'])),
    ...callsIn(handlerProgram(container, ['lifecycle', 'preStop'])),
  ];
}

/** The same as text: words can be found in a script that cannot be parsed. */
export function allText(container: Container): string {
  const hooks = ['postStart', 'preStop'].flatMap((hook) =>
    listAt(container.value, ['lifecycle', hook, 'exec', 'command']).map(String),
  );
  return [commandText(container), ...hooks].join('\n');
}

/** Names of the environment variables of a container, with their values where they are plain. */
export function envOf(container: Container): ReadonlyMap<string, string> {
  return new Map(
    listAt(container.value, ['env']).flatMap((entry) =>
      isMap(entry) && typeof entry.name === 'string'
        ? [[entry.name, String(entry.value ?? '')] as const]
        : [],
    ),
  );
}

/** Every plain value of the environment of a container. */
export function envValues(container: Container): readonly string[] {
  return listAt(container.value, ['env']).flatMap((entry) =>
    isMap(entry) && (typeof entry.value === 'string' || typeof entry.value === 'number')
      ? [String(entry.value)]
      : [],
  );
}
