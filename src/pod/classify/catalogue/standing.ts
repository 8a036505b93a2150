import type { Container } from '../../../model/container.js';
import { listAt, mapAt } from '../../../model/value.js';
import { endsByItself } from '../../facts/commands.js';
import { finishOf } from '../../facts/finish.js';
import { callsIn, type Program, programOf } from '../../facts/programs.js';
import { envOf } from '../../facts/scripts.js';
import type { Call } from '../../facts/shell.js';
import { commandText, hasWord } from '../command.js';
import { familiesOf, familiesOfProgram, familyOfProgram } from './families.js';
import type { Family, Presence } from './family.js';
import { dashed } from './image.js';
import { type FoundMode, modeIn } from './mode.js';
import { namedAs } from './names.js';

/** What the catalogue knows a container as. */
export interface Known {
  readonly family: Family;
  readonly by: 'image' | 'program' | 'name';
  /** false: the name alone says so, and it is a common word or its image is called otherwise. */
  readonly sure: boolean;
}

/** What a container of a known family is, by its image, its command line and its environment. */
export type Standing =
  | { readonly kind: 'helper'; readonly known: Known }
  | { readonly kind: 'dual'; readonly known: Known; readonly presence: Presence }
  | {
      readonly kind: 'store';
      readonly known: Known;
      readonly ports: readonly number[];
      /** `server -dev`: what makes it one, where its family is none. */
      readonly mode: string;
    }
  /** In a mode that is meant to finish: `--one-time`, `copy`. */
  | { readonly kind: 'ends'; readonly known: Known; readonly mode: string }
  /** Its command line makes it something else: `vault server`. */
  | { readonly kind: 'other'; readonly known: Known; readonly mode: string };

/** Rules ask again and again. */
const found = new WeakMap<Container, Standing | null>();

export function standingOf(container: Container): Standing | null {
  const before = found.get(container);
  if (before !== undefined) return before;
  const known = familyOf(container);
  const standing = known === null ? null : standingAs(known, container);
  found.set(container, standing);
  return standing;
}

/** By what it runs where that is a program of another family, by its image, else by its name. */
function familyOf(container: Container): Known | null {
  const { image, name } = container;
  const ofImage =
    image === null ? undefined : familiesOf(image).find((family) => holds(family, container));
  const ofProgram = runBy(programOf(container));
  if (ofProgram !== null && ofProgram !== ofImage)
    return { family: ofProgram, by: 'program', sure: true };
  if (ofImage !== undefined) return { family: ofImage, by: 'image', sure: true };
  const named = namedAs(name, image);
  return named === null ? null : { ...named, by: 'name' };
}

function holds(family: Family, container: Container): boolean {
  return family.when?.(container) ?? true;
}

/**
 * The family of the one program that a command runs, or that a script ends up in. What comes to an
 * end is as well the work that the container is there for.
 */
function runBy(program: Program): Family | null {
  const own = callsIn(program).filter(({ background, inTrap }) => !background && !inTrap);
  const last = own.at(-1);
  if (last === undefined || last.inLoop) return null;
  // What a script does before may be what it is for.
  const isAlone = own.every((call) => call === last || call.inLoop || endsByItself(call));
  if (!isAlone) return null;
  const families = familiesOfProgram(last.name);
  if (families.length === 0) return wrapped(last, program);
  const modes = families.map((family) => ({
    family,
    ...modeIn(family, { args: last.args, env: new Map() }),
  }));
  const found = modes.length > 1 ? modes.filter(({ text }) => text !== '') : modes;
  const [only] = found;
  return found.length === 1 && only?.becomes !== 'ends' ? (only?.family ?? null) : null;
}

/** A program that nobody knows, and what it starts: `/watch /cloud_sql_proxy …`. */
function wrapped(call: Call, program: Program): Family | null {
  const [first = ''] = call.args;
  if (program.kind !== 'exec' || !/^\/\S+$/.test(first) || endsByItself(call)) return null;
  return familyOfProgram(first.slice(first.lastIndexOf('/') + 1));
}

function standingAs(known: Known, container: Container): Standing {
  const { nature } = known.family;
  const said = modeOf(known.family, container);
  // What an image does by itself is not known of an image that only a name speaks for.
  const isUntold = said.text === '' && (known.by === 'name' || serves(container));
  const mode: FoundMode =
    isUntold && said.becomes === 'ends' ? { becomes: 'runs', text: '' } : said;
  if (mode.becomes === 'ends') return { kind: 'ends', known, mode: mode.text };
  if (mode.becomes === 'other') return { kind: 'other', known, mode: mode.text };
  if (mode.becomes === 'stores')
    return { kind: 'store', known, ports: known.family.answers, mode: mode.text };
  switch (nature.kind) {
    case 'helper':
      return { kind: 'helper', known };
    case 'dual':
      return { kind: 'dual', known, presence: nature.presence };
    case 'store':
      return { kind: 'store', known, ports: nature.ports, mode: '' };
  }
}

/** What listens, or is probed, runs on. */
function serves({ value }: Container): boolean {
  return (
    listAt(value, ['ports']).length > 0 ||
    ['livenessProbe', 'readinessProbe'].some((probe) => mapAt(value, [probe]) !== undefined)
  );
}

function modeOf(family: Family, container: Container): FoundMode {
  const program = programOf(container);
  const env = envOf(container);
  if (program.kind === 'image') return modeIn(family, { args: [], env });
  const finish = finishOf(program);
  const calls = callsIn(program).filter(({ name, inTrap }) => !inTrap && isStart(family, name));
  const modes = calls.map(({ args }) => modeIn(family, { args, env }));
  const going =
    modes.find(({ becomes }) => becomes === 'other') ??
    modes.find(({ becomes }) => becomes === 'runs' || becomes === 'stores');
  if (going !== undefined) return finish === null ? going : { becomes: 'ends', text: finish };
  const [first] = modes;
  // A loop around a mode that ends goes on, and so does a script with something else in it.
  if (first !== undefined && (program.kind === 'exec' || finish !== null))
    return { ...first, text: first.text || (finish ?? '') };
  if (finish !== null) return { becomes: 'ends', text: finish };
  return first === undefined ? unseenMode(family, container) : { becomes: 'runs', text: '' };
}

/** A name that is not known here is the entry point of an image that nobody knows. */
function isStart({ programs }: Family, name: string): boolean {
  return name === '' || programs.some((program) => dashed(program) === dashed(name));
}

/** A script that starts it by another name, or that cannot be read: its words have to do. */
function unseenMode(family: Family, container: Container): FoundMode {
  if (family.otherwise === 'runs' || commandText(container) === '')
    return { becomes: 'runs', text: '' };
  const running = family.modes
    .filter(({ becomes }) => becomes === 'runs')
    .flatMap(({ sub = [] }) => sub)
    .some((sub) => sub.split(' ').every((word) => hasWord(container, word)));
  return { becomes: running ? 'runs' : family.otherwise, text: '' };
}
