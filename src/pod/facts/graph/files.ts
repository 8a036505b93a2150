import type { Container } from '../../../model/container.js';
import type { Occasion, Relation } from '../../../model/relations.js';
import type { Path } from '../../../model/value.js';
import { endsByItself } from '../commands.js';
import { endingLoops, isTail } from '../ends.js';
import { ASKS, fileLoop } from '../files.js';
import { listedPort } from '../listings.js';
import { endsWhenGone } from '../pings.js';
import { callsIn, leaves, loopsIn, type Program, programOf } from '../programs.js';
import { envOf } from '../scripts.js';
import type { Call, Loop } from '../shell.js';
import { containerTexts } from './container-texts.js';
import { variablesIn } from './env-pairs.js';
import { addressesIn, namesOfHere } from './here.js';
import { overlap, type Scene, type Use } from './scene.js';

/** Who waits for a file of another, or ends by one, by its port, its process or by kubexit. */
export function files(scene: Scene): readonly Relation[] {
  const used = usesBy(scene);
  return [
    ...scene.containers.flatMap((container) => [
      ...byLoops(container, used, scene),
      ...byVariables(container, used, scene),
    ]),
    ...byKubexit(scene),
  ];
}

type Uses = ReadonlyMap<Container, readonly (Use & { readonly volume: string })[]>;

function usesBy({ volumes }: Scene): Uses {
  const all = new Map<Container, (Use & { readonly volume: string })[]>();
  for (const { name, uses, origin } of volumes.values()) {
    if (origin === 'other') continue;
    for (const use of uses)
      all.set(use.container, [...(all.get(use.container) ?? []), { ...use, volume: name }]);
  }
  return all;
}

function byLoops(container: Container, used: Uses, scene: Scene): readonly Relation[] {
  const program = programOf(container);
  const loops = loopsIn(program);
  const events = byEvents(container, program, used, scene);
  if (loops.length === 0) return events;
  const ending = new Set(endingLoops(loops));
  const names = namesOfHere(container, scene.pod);
  const found = loops.flatMap((loop) => {
    const isEnd = ending.has(loop);
    const byFile = fileLoop(loop).flatMap((call) => fileOf(call, container, used, scene));
    const found = byFile.slice(0, 1).map(({ to, volume, path, written }): Relation => {
      const at = { from: container, to, node: nodeIn(program), volume, path };
      const certainty = written ? ('written' as const) : ('likely' as const);
      return isEnd
        ? {
            ...at,
            kind: 'ends-by',
            occasion: 'end',
            certainty,
            text: `ends because of ${path}, which ${to.name} writes`,
          }
        : {
            ...at,
            kind: 'waits-for-file',
            occasion: waitOf(loop),
            certainty,
            text: `waits for ${path}, which ${to.name} writes`,
          };
    });
    return [
      ...found,
      ...(endsWhenGone(loop) ? byPort(loop, container, names, program, scene) : []),
    ];
  });
  return [...events, ...found];
}

/** `inotifywait -e create /shared && exec …` goes on once another one has written something there. */
function byEvents(
  container: Container,
  program: Program,
  used: Uses,
  scene: Scene,
): readonly Relation[] {
  const calls = callsIn(program);
  return calls.flatMap((call, i): readonly Relation[] => {
    if (!/^inotifywait$/.test(call.name) || call.inLoop || call.background || call.inTrap)
      return [];
    if (call.args.some((arg) => /^(?:-[a-z]*m|--monitor)/.test(arg))) return [];
    if (!calls.slice(i + 1).some((next) => !endsByItself(next) && !isTail(next))) return [];
    return fileIn(call.text, container, used, scene)
      .slice(0, 1)
      .map(({ to, volume, path, written }) => ({
        ...{ kind: 'waits-for-file', from: container, to, occasion: 'wait', volume, path },
        node: nodeIn(program),
        text: `waits for ${path}, which ${to.name} writes`,
        certainty: written ? 'written' : 'likely',
      }));
  });
}

function waitOf(loop: Loop): Occasion {
  return loop.runsWhile === 'failure' || (loop.endless && leaves(loop)) ? 'wait' : 'run';
}

/** A loop that goes on for as long as a port of another one answers. */
function byPort(
  loop: Loop,
  from: Container,
  names: RegExp,
  program: Program,
  scene: Scene,
): readonly Relation[] {
  const calls = [...loop.condition, ...(loop.endless ? loop.body : [])];
  for (const call of calls)
    for (const { port } of [{ port: listedPort(call, calls) }, ...addressesIn(call.text, names)]) {
      const to = port === null ? null : (scene.ownerOf(port, from)?.container ?? null);
      if (to === null || port === null) continue;
      return [
        {
          ...{ kind: 'ends-by', from, to, occasion: 'end', node: nodeIn(program), port },
          text: `ends once port ${port} of ${to.name} no longer answers`,
          certainty: 'written',
        },
      ];
    }
  return [];
}

function nodeIn(program: Program): Path {
  return program.kind === 'shell' ? program.node : ['command'];
}

interface File {
  readonly to: Container;
  readonly volume: string;
  readonly path: string;
  /** The other one's commands name the file. */
  readonly written: boolean;
}

/** The files of other containers that a text names. */
function fileIn(text: string, container: Container, used: Uses, scene: Scene): readonly File[] {
  return (used.get(container) ?? []).flatMap((use): readonly File[] => {
    const at = use.path === '' ? -1 : text.indexOf(use.path);
    if (at < 0) return [];
    const path = /^[^\s"';&|\])]+/.exec(text.slice(at))?.[0] ?? use.path;
    const writers = (scene.volumes.get(use.volume)?.uses ?? []).filter(
      (other) => other.container !== container && !other.readOnly && overlap(other, use),
    );
    const file = path.slice(path.lastIndexOf('/') + 1);
    const shown = writers.find(({ container: other }) => leavesFile(other, file));
    const writer = shown ?? (writers.length === 1 ? writers[0] : undefined);
    if (writer === undefined) return [];
    return [{ to: writer.container, volume: use.volume, path, written: shown !== undefined }];
  });
}

function fileOf(call: Call, container: Container, used: Uses, scene: Scene): readonly File[] {
  return ASKS.test(call.name) ? fileIn(call.text, container, used, scene) : [];
}

function leavesFile(container: Container, file: string): boolean {
  if (file === '') return false;
  return containerTexts(container).some(
    ({ call, text }) =>
      call !== null &&
      text.includes(file) &&
      (/^(?:touch|cp|mv|tee)$/.test(call.name) || />/.test(text)),
  );
}

/** A variable names a file that another one leaves: a wrapper may end by it. */
function byVariables(container: Container, used: Uses, scene: Scene): readonly Relation[] {
  return variablesIn(container).flatMap(({ value, node, name }) => {
    if (!/^\/\S{1,200}$/.test(value)) return [];
    return fileIn(value, container, used, scene)
      .filter(({ written }) => written)
      .map(
        ({ to, volume, path }): Relation => ({
          ...{ kind: 'ends-by', from: container, to, occasion: 'end', node, volume, path },
          text: `is told by ${name} about ${path}, which ${to.name} creates`,
          certainty: 'likely',
        }),
      );
  });
}

/** kubexit ends a container once those that it names have ended (karlkfi/kubexit README). */
function byKubexit({ containers }: Scene): readonly Relation[] {
  const named = new Map<string, Container>();
  for (const container of containers) {
    const name = envOf(container).get('KUBEXIT_NAME');
    if (name !== undefined) named.set(name, container);
  }
  if (named.size === 0) return [];
  return containers.flatMap((from) =>
    (
      [
        ['KUBEXIT_DEATH_DEPS', 'ends-by', 'end', 'ends once'],
        ['KUBEXIT_BIRTH_DEPS', 'waits-for-file', 'wait', 'waits for'],
      ] as const
    ).flatMap(([variable, kind, occasion, verb]) =>
      (envOf(from).get(variable) ?? '').split(',').flatMap((name): readonly Relation[] => {
        const to = named.get(name.trim());
        if (to === undefined || to === from) return [];
        const text = kind === 'ends-by' ? `${verb} ${to.name} has ended` : `${verb} ${to.name}`;
        return [{ kind, from, to, occasion, text, node: ['env'], certainty: 'written' }];
      }),
    ),
  );
}
