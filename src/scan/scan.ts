/** What a file could matter for, by its bytes alone. */
export interface Scan {
  /** May hold a container list. */
  readonly pods: boolean;
  /** May hold a comment that speaks to this tool. */
  readonly directives: boolean;
}

// Without its first letter the word is found in `containers`, `initContainers` and `Containers:`.
const CONTAINERS = Buffer.from('ontainers');
const SIDECARS = Buffer.from('sidecars');
const DIRECTIVE = Buffer.from('sidecar-migrate:');

/** A few searches in the bytes: `yaml` parses 2 to 7 MB/s, and most files never need it. */
export function scan(bytes: Uint8Array): Scan {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    pods: buffer.includes(CONTAINERS) || buffer.includes(SIDECARS),
    directives: buffer.includes(DIRECTIVE),
  };
}
