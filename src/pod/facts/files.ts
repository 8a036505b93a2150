import type { Container } from '../../model/container.js';
import { mountsOf } from '../classify/command.js';
import type { Call, Loop } from './shell.js';

export interface SharedFile {
  /** As the asking container sees it. */
  readonly path: string;
  readonly volume: string;
  /** The container that can write it. */
  readonly writer: Container;
}

/** Commands that look at files. */
export const ASKS =
  /^(?:test|\[|\[\[|stat|wc|find|ls|du|date|cat|inotifywait|tail|fuser|lsof|(?:md5|sha\d{1,3})sum|cksum)$/;

/** Whether a loop goes on or ends by a file, and what its condition says. */
export function fileLoop(loop: Loop): readonly Call[] {
  return [...loop.condition, ...loop.body].filter(
    (call) => ASKS.test(call.name) && /\/[\w.-]+/.test(call.text),
  );
}

/** A file on a volume that this container shares with one that may write to it, or null. */
export function sharedFileIn(
  text: string,
  container: Container,
  others: readonly Container[],
): SharedFile | null {
  for (const { volume, path } of mountsOf(container)) {
    const directory = path.replace(/(?<!\/)\/+$/, '');
    const at = directory === '' ? -1 : text.indexOf(directory);
    if (at < 0) continue;
    const writer = others.find((other) =>
      mountsOf(other).some((mount) => mount.volume === volume && !mount.readOnly),
    );
    if (writer !== undefined)
      return { path: /^[^\s"';&|\])]+/.exec(text.slice(at))?.[0] ?? directory, volume, writer };
  }
  return null;
}
