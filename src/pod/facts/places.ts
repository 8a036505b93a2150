import type { Container } from '../../model/container.js';
import type { Place } from '../../model/source.js';
import { callsIn, type Hook, handlerProgram, type Program, programOf } from './programs.js';
import type { Call } from './shell.js';

/** The place of an offset of the script that a container runs; the container's own without one. */
export function placeOf(container: Container, program: Program, offset: number): Place {
  if (program.kind !== 'shell') return container.place;
  const lines = program.text.slice(0, offset).split('\n');
  const start = container.texts.get(program.node.join('/'))?.[lines.length - 1];
  if (start === undefined) return container.place;
  const by = lines.at(-1)?.length ?? 0;
  return { ...start, column: start.column + by, offset: start.offset + by };
}

/** The place of a command of a container, or of one of its hooks. */
export function placeOfCall(container: Container, call: Call): Place {
  for (const { program, words } of programsOf(container)) {
    if (!callsIn(program).includes(call)) continue;
    if (program.kind === 'shell') return placeOf(container, program, call.start);
    const first = words.map((word) => container.texts.get(`${word}/0`)?.[0]).find(isPlace);
    return first ?? container.place;
  }
  return container.place;
}

interface OwnProgram {
  readonly program: Program;
  readonly words: readonly string[];
}

function programsOf(container: Container): readonly OwnProgram[] {
  return [
    { program: programOf(container), words: ['command', 'args'] },
    ...HOOKS.map((hook) => ({
      program: handlerProgram(container, ['lifecycle', hook]),
      words: [`lifecycle/${hook}/exec/command`],
    })),
  ];
}

const HOOKS: readonly Hook[] = ['postStart', 'preStop'];

function isPlace(place: Place | undefined): place is Place {
  return place !== undefined;
}
