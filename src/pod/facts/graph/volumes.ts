import type { Container } from '../../../model/container.js';
import type { Relation } from '../../../model/relations.js';
import type { Path } from '../../../model/value.js';
import { fetches } from '../commands.js';
import type { Call } from '../shell.js';
import { type ContainerText, containerTexts } from './container-texts.js';
import { variablesIn } from './env-pairs.js';
import { isRunning, overlap, type Scene, type SharedVolume, type Use } from './scene.js';

/** What shows that a container reads or writes files of a volume. */
interface Handling {
  readonly use: Use;
  readonly writes: Path | null;
  readonly reads: Path | null;
  /** `tail -F`: only who watches another's files does that. */
  readonly follows: Path | null;
}

/** Who reads files of a volume of the pod that exactly one other writes. */
export function volumes(scene: Scene): readonly Relation[] {
  const sayings = new Map<Container, readonly ContainerText[]>();
  const saidBy = (container: Container): readonly ContainerText[] => {
    const said = sayings.get(container) ?? containerTexts(container);
    sayings.set(container, said);
    return said;
  };
  return [...scene.volumes.values()].flatMap((volume) => {
    if (volume.origin === 'other') return [];
    const uses = volume.uses.filter(({ container }) => isRunning(container));
    if (new Set(uses.map(({ container }) => container)).size < 2) return [];
    return readersOf(
      volume,
      uses.map((use) => handlingOf(use, saidBy(use.container))),
    );
  });
}

function readersOf(volume: SharedVolume, all: readonly Handling[]): readonly Relation[] {
  const readers = all.filter(isReader);
  return readers.flatMap((reader) => {
    const writer = writerFor(reader, all);
    if (writer === null) return [];
    const from = reader.use.container;
    const to = writer.use.container;
    const follows = reader.follows !== null;
    const text = follows
      ? `follows a file under ${reader.use.path} that ${to.name} writes`
      : `only reads the volume ${volume.name} that ${to.name} writes`;
    const node = reader.follows ?? reader.reads ?? ['volumeMounts', reader.use.index];
    const written = writer.writes !== null || reader.use.readOnly || follows;
    return [
      {
        ...{ kind: 'reads', from, to, occasion: 'run', text, node },
        certainty: written ? 'written' : 'likely',
        ...{ volume: volume.name, path: reader.use.path, follows },
      },
    ];
  });
}

function isReader({ use, writes, reads, follows }: Handling): boolean {
  if (use.readOnly) return true;
  return writes === null && (follows !== null || reads !== null);
}

/** The one other container that writes what a reader sees; null where it may be several, or nobody. */
function writerFor(reader: Handling, all: readonly Handling[]): Handling | null {
  const others = all.filter(
    (each) =>
      each.use.container !== reader.use.container &&
      !each.use.readOnly &&
      each.follows === null &&
      overlap(each.use, reader.use),
  );
  const shown = others.filter(({ writes }) => writes !== null);
  const found = shown.length > 0 ? shown : others.filter((each) => !isReader(each));
  const [only] = found;
  return only !== undefined && found.every(({ use }) => use.container === only.use.container)
    ? only
    : null;
}

const FOLLOWS = /\btail\b[^|;&]{0,300}\s(?:-[a-zA-Z]{0,5}[fF]|--follow)/;
const READS = /^(?:cat|less|grep|head|awk|jq|inotifywait|aws|gsutil|mc|rclone|rsync|restic)$/;

function handlingOf(use: Use, sayings: readonly ContainerText[]): Handling {
  let writes: Path | null = null;
  let reads: Path | null = null;
  let follows: Path | null = null;
  let prepares: Path | null = null;
  for (const { text, call, nodeOf } of sayings) {
    if (call === null || use.path === '' || !isIn(text, use.path)) continue;
    const node = nodeOf(use.path);
    if (FOLLOWS.test(text)) follows ??= node;
    else if (/^(?:touch|mkdir)$/.test(call.name)) prepares ??= node;
    else if (!use.readOnly && (isWrite(text, call.name, use.path) || fetchesTo(call, use.path)))
      writes ??= node;
    else if (READS.test(call.name)) reads ??= node;
  }
  // Who makes the file that it follows does not write it.
  if (!use.readOnly && follows === null) writes ??= prepares;
  if (!use.readOnly && writes === null)
    writes =
      variablesIn(use.container).find(
        ({ name, value }) => WRITTEN_VARIABLE.test(name) && isIn(value, use.path),
      )?.node ?? null;
  return { use, writes, reads, follows };
}

/** `aws s3 sync s3://bucket /data`: what is named last is what is filled. */
function fetchesTo(call: Call, path: string): boolean {
  return fetches(call) && isIn(call.args.filter((arg) => /^[^-].*\//.test(arg)).at(-1) ?? '', path);
}

const WRITTEN_VARIABLE = /LOG_?(?:FILE|DIR|PATH|FOLDER)|OUTPUT|(?:^|_)OUT(?:_|$)|RESULTS?_DIR/i;

/** A path, and no longer name that begins alike. */
function isIn(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1))
    if (!/[\w-]/.test(text[at + path.length] ?? '')) return true;
  return false;
}

/** A redirection, an option for output or logs, or a command that fills a directory. */
function isWrite(text: string, name: string, path: string): boolean {
  const at = text.indexOf(path);
  const before = text.slice(Math.max(0, at - 60), at);
  if (/(?:^|[^<])>{1,2}\|?\s?["']?$/.test(before)) return true;
  if (
    /--?(?:[\w.-]{0,30}(?:out|output|log|logs|log-file|logfile|log-dir|dest|destination|root|write)[\w.-]{0,20}|o)[=\s]["']?$/.test(
      before,
    )
  )
    return true;
  if (/^(?:tee|mkfifo|git)$/.test(name)) return true;
  return (
    /^(?:cp|mv|install|ln|rsync)$/.test(name) && text.trimEnd().endsWith(text.slice(at).trim())
  );
}

/**
 * Who sees what exactly one other container mounts under a volume: that one has `Bidirectional` there,
 * and this one `HostToContainer` (kubernetes.io docs, concepts/storage/volumes, mount propagation).
 */
export function propagation(scene: Scene): readonly Relation[] {
  return [...scene.volumes.values()].flatMap(({ name, uses }) => {
    const running = uses.filter(({ container }) => isRunning(container));
    const mounters = running.filter((use) => use.propagation === 'Bidirectional');
    return running
      .filter((use) => use.propagation === 'HostToContainer')
      .flatMap((use): readonly Relation[] => {
        const mounter = onlyMounterFor(use, mounters);
        if (mounter === null) return [];
        return [
          {
            ...{ kind: 'reads', from: use.container, to: mounter.container, occasion: 'run' },
            text: `sees what ${mounter.container.name} mounts on the volume ${name}`,
            node: ['volumeMounts', use.index, 'mountPropagation'],
            ...{ certainty: 'written', volume: name, path: use.path, mounted: true },
          },
        ];
      });
  });
}

function onlyMounterFor(use: Use, mounters: readonly Use[]): Use | null {
  const others = mounters.filter((each) => each.container !== use.container && overlap(each, use));
  const [only] = others;
  return only !== undefined && others.every(({ container }) => container === only.container)
    ? only
    : null;
}
