import type { Container } from '../../../model/container.js';
import type { Occasion } from '../../../model/relations.js';
import { isMap, listAt, type Path } from '../../../model/value.js';
import { callsIn, handlerProgram, type Program, programOf } from '../programs.js';
import type { Call } from '../shell.js';
import { expanded, type Variables } from '../variables.js';
import { occasionOf } from './occasions.js';

/** A piece of what a container is told, with where it stands and when it counts. */
export interface ContainerText {
  readonly occasion: Occasion;
  readonly text: string;
  /** The node that shows a part of the text. */
  readonly nodeOf: (part: string) => Path;
  /** The command that it is; null for what is only text. */
  readonly call: Call | null;
}

const PROGRAMS: readonly (readonly [path: readonly string[], occasion: Occasion])[] = [
  [['lifecycle', 'postStart'], 'postStart'],
  [['lifecycle', 'preStop'], 'preStop'],
  [['startupProbe'], 'startupProbe'],
  [['readinessProbe'], 'readinessProbe'],
  [['livenessProbe'], 'livenessProbe'],
];

/** Everything that the command lines of a container, its hooks and its probes say. */
export function containerTexts(container: Container): readonly ContainerText[] {
  return [
    ...sayings(container, programOf(container), [['command'], ['args']], null),
    ...PROGRAMS.flatMap(([path, occasion]) =>
      sayings(container, handlerProgram(container, path), [[...path, 'exec', 'command']], occasion),
    ),
  ];
}

function sayings(
  container: Container,
  program: Program,
  lists: readonly Path[],
  fixed: Occasion | null,
): readonly ContainerText[] {
  if (program.kind === 'image') return [];
  const words = lists.flatMap((list) =>
    listAt(container.value, list).map((word, i) => ({
      node: [...list, i] as Path,
      text: String(word),
    })),
  );
  const found: ContainerText[] = callsIn(program).map((call) => ({
    occasion: fixed ?? occasionOf(call, program),
    text: call.text,
    nodeOf: program.kind === 'shell' ? () => program.node : nodeFinder(container, words),
    call,
  }));
  if (program.kind === 'exec') return found;
  // What stands in a script and in no command of it: a configuration that it writes.
  const { text } = program;
  const environment = program.kind === 'shell' ? program.variables : new Map();
  const node = program.kind === 'shell' ? program.node : (words.at(-1)?.node ?? []);
  return [
    ...found,
    ...text
      .split('\n')
      .map((line) => line.replace(/(?:^|\s)#[\s\S]*$/, ''))
      .filter((line) => line.trim() !== '')
      .map(
        (line): ContainerText => ({
          occasion: fixed ?? 'run',
          text: expanded(line, environment),
          nodeOf: () => node,
          call: null,
        }),
      ),
  ];
}

interface Word {
  readonly node: Path;
  readonly text: string;
}

function nodeFinder(container: Container, words: readonly Word[]): (part: string) => Path {
  const environment: Variables = new Map(environmentOf(container));
  return (part) =>
    words.find(({ text }) => expanded(text, environment).includes(part))?.node ??
    words[0]?.node ??
    [];
}

function environmentOf({ value }: Container): readonly (readonly [string, string])[] {
  return listAt(value, ['env']).flatMap((entry) =>
    isMap(entry) && typeof entry.name === 'string' && entry.value !== undefined
      ? [[entry.name, String(entry.value)] as const]
      : [],
  );
}
