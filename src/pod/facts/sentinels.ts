import type { Container } from '../../model/container.js';
import { mountsOf } from '../classify/command.js';
import { ASKS, fileLoop, sharedFileIn } from './files.js';
import { loopsIn, programOf } from './programs.js';
import { allCalls } from './scripts.js';
import type { Call, Loop } from './shell.js';

/** A file by which one container tells another that it has ended. */
export interface Sentinel {
  /** As the waiting container sees it. */
  readonly path: string;
  readonly volume: string;
  readonly loop: Loop;
  /** The container that can write it. */
  readonly writer: Container;
  /** The commands of that container that do, as far as they can be seen. */
  readonly writes: readonly Call[];
}

/** Loops of a container that go on, or end, by a file that another one may write. */
export function sentinelsOf(
  container: Container,
  others: readonly Container[],
): readonly Sentinel[] {
  return loopsIn(programOf(container)).flatMap((loop) => {
    for (const call of fileLoop(loop)) {
      const file = sharedFileIn(call.text, container, others);
      if (file === null) continue;
      const { path, volume } = file;
      const writer = others.find((other) => writesTo(other, file).length > 0) ?? file.writer;
      return [{ path, volume, loop, writer, writes: writesTo(writer, file) }];
    }
    return [];
  });
}

/** A file on a volume: each container may see it under another directory. */
export interface VolumeFile {
  readonly path: string;
  readonly volume: string;
}

function writesTo(container: Container, file: VolumeFile): readonly Call[] {
  return allCalls(container).filter((call) => isWriteOf(call, container, file));
}

/** Whether a command of a container leaves a file on a volume, and names it. */
export function isWriteOf(call: Call, container: Container, file: VolumeFile): boolean {
  return (call.name === 'touch' || />/.test(call.text)) && names(call, container, file);
}

/** Whether a command of a container looks for a file on a volume. */
export function isTestOf(call: Call, container: Container, file: VolumeFile): boolean {
  return ASKS.test(call.name) && !/>/.test(call.text) && names(call, container, file);
}

function names({ text }: Call, container: Container, { path, volume }: VolumeFile): boolean {
  const file = path.slice(path.lastIndexOf('/') + 1);
  return mountsOf(container)
    .filter((mount) => mount.volume === volume)
    .some(
      (mount) => text.includes(`${mount.path.replace(/(?<!\/)\/+$/, '')}/`) && text.includes(file),
    );
}

/** Whether a loop compares how a file grows: its size or its age. */
export function watchesGrowth(loop: Loop): boolean {
  return [...loop.condition, ...loop.body].some(
    ({ name, text }) =>
      (name === 'stat' && /%[sYZyz]/.test(text)) ||
      (name === 'wc' && /\s-[cl]/.test(text)) ||
      (name === 'find' && /-mmin|-mtime|-newermt/.test(text)) ||
      (name === 'du' && /\s-/.test(text)) ||
      (name === 'date' && /\s-r/.test(text)) ||
      (name === 'ls' && /\s-[a-zA-Z]*l/.test(text)) ||
      /^(?:md5sum|sha\d{1,3}sum|cksum)$/.test(name),
  );
}
