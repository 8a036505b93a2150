import type { Container } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import { isMap, listAt, type Path } from '../../model/value.js';
import { mountsOf } from '../classify/command.js';
import { callsIn, programOf } from './programs.js';
import { isWriteOf } from './sentinels.js';
import type { Call } from './shell.js';

/** A file by which another container ends this one, as its variable or its argument says. */
export interface TerminationFile {
  readonly path: string;
  readonly volume: string;
  /** `ENDWATCH_FILE`, or `its arguments`. */
  readonly told: string;
  readonly node: Path;
  readonly writer: Container;
  /** What leaves the file when `writer` ends; empty where only the name of the variable says so. */
  readonly writes: readonly Call[];
}

/** Words for an end in the name of a variable or of an option: `EXIT_FILE`, `--stop-file`. */
const ENDS =
  /(?:^|[_-])(?:end(?:watch)?|done|exit|quit|stop|kill|term(?:inat(?:e|ed|ion))?|shutdown|complet(?:e|ed|ion)|finish(?:ed)?|death)(?=[_-]|$)/i;

/** Files that a container is told of by name, and that others of its pod leave when they end. */
export function terminationFiles(
  container: Container,
  others: readonly Container[],
  { spec }: Pod,
): readonly TerminationFile[] {
  const shared = new Set(
    listAt(spec, ['volumes']).flatMap((volume) =>
      isMap(volume) && isMap(volume.emptyDir) ? [String(volume.name)] : [],
    ),
  );
  const mounts = mountsOf(container).filter(({ volume }) => shared.has(volume));
  const isScript = programOf(container).kind === 'shell';
  return wordsOf(container).flatMap(({ name, text, node }) => {
    for (const { volume, path: directory } of mounts) {
      const path = fileUnder(text, directory);
      if (path === null) continue;
      const writers = others.filter((other) =>
        mountsOf(other).some((mount) => mount.volume === volume && !mount.readOnly),
      );
      const told = name ?? (isScript ? 'its script' : 'its arguments');
      for (const writer of writers) {
        const writes = lastWrites(writer, { path, volume });
        if (writes.length > 0) return [{ path, volume, told, node, writer, writes }];
      }
      const [writer] = writers;
      if (writer !== undefined && !(isScript && name === null) && saysEnd(name, text))
        return [{ path, volume, told, node, writer, writes: [] }];
    }
    return [];
  });
}

function fileUnder(text: string, directory: string): string | null {
  const start = `${directory.replace(/(?<!\/)\/+$/, '')}/`;
  const at = text.indexOf(start);
  return at < 0 ? null : (/^[\w./-]{2,200}/.exec(text.slice(at))?.[0] ?? null);
}

function saysEnd(name: string | null, text: string): boolean {
  const word = name ?? /^--?([\w-]{1,60})=/.exec(text)?.[1] ?? '';
  return ENDS.test(word) && /file|path|sentinel|marker|flag|watch/i.test(word);
}

interface Word {
  /** Of a variable; null for an argument. */
  readonly name: string | null;
  readonly text: string;
  readonly node: Path;
}

/** Words that a program is told, and the commands of a script that take them. */
function wordsOf(container: Container): readonly Word[] {
  const variables = listAt(container.value, ['env']).flatMap((entry, i): Word[] =>
    isMap(entry) && typeof entry.name === 'string' && typeof entry.value === 'string'
      ? [{ name: entry.name, text: entry.value, node: ['env', i, 'value'] }]
      : [],
  );
  const program = programOf(container);
  if (program.kind === 'shell')
    return [
      ...variables,
      ...program.calls.map(({ text }): Word => ({ name: null, text, node: program.node })),
    ];
  const args = ['command', 'args'].flatMap((key) =>
    listAt(container.value, [key]).flatMap((value, i): Word[] =>
      typeof value === 'string' ? [{ name: null, text: value, node: [key, i] }] : [],
    ),
  );
  return [...variables, ...args];
}

/** Commands that leave a file in a trap, or as the last thing that a container does. */
function lastWrites(
  container: Container,
  file: { readonly path: string; readonly volume: string },
): readonly Call[] {
  const calls = callsIn(programOf(container));
  const own = calls.filter(({ inTrap, name }) => !inTrap && name !== 'exit' && name !== 'trap');
  return calls.filter(
    (call) =>
      (call.inTrap || (call === own.at(-1) && own.length > 1)) &&
      /^(?:touch|echo|printf|:|date|)$/.test(call.name) &&
      isWriteOf(call, container, file),
  );
}
