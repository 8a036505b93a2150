import { mayHoldPod } from './pod.js';

/** What a file could matter for, by its bytes alone. */
export interface Scan {
  /** May hold a pod spec with two containers. */
  readonly pods: boolean;
  /** May hold a comment that speaks to this tool. */
  readonly directives: boolean;
}

// Without their first letters the words are found in `initContainers`, `sidecars`, `sidecar-migrate:`.
const CONTAINERS = Buffer.from('ontainers');
const SIDECAR = Buffer.from('idecar');

const NOTHING: Scan = { pods: false, directives: false };

/** A few searches in the bytes: most files need no more, and no decoding. */
export function scan(bytes: Uint8Array): Scan {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sidecar = buffer.includes(SIDECAR);
  if (!sidecar && !hasListKey(buffer)) return NOTHING;
  // Keys and dashes are ASCII: what other bytes stand for does not matter here.
  const text = buffer.toString('latin1');
  return {
    pods: mayHoldPod(text, sidecar),
    directives: sidecar && text.includes('sidecar-migrate:'),
  };
}

/** Whether `containers` or `initContainers` stands anywhere as a key: `extraContainers` is none. */
function hasListKey(buffer: Buffer): boolean {
  for (
    let at = buffer.indexOf(CONTAINERS);
    at >= 0;
    at = buffer.indexOf(CONTAINERS, at + CONTAINERS.length)
  ) {
    const around = buffer.toString('latin1', Math.max(0, at - 11), at + CONTAINERS.length + 2);
    if (LIST_KEY.test(around)) return true;
  }
  return false;
}

const LIST_KEY = /(?:additionalC|initC|(?<![A-Za-z])c)ontainers["' \t:]/;
