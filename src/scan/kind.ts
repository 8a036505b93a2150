const KEY = Buffer.from('kind');
const KIND = /^kind["']?\s{0,9}:\s{0,9}["']?(\w+)/;

/** Whether `kind` stands anywhere in front of one of some kinds. */
export function hasKind(buffer: Buffer, kinds: ReadonlySet<string>): boolean {
  return someKind(buffer, (kind) => kinds.has(kind));
}

/** The same for whatever is asked of a kind: one search for all questions. */
export function someKind(buffer: Buffer, isWanted: (kind: string) => boolean): boolean {
  for (let at = buffer.indexOf(KEY); at >= 0; at = buffer.indexOf(KEY, at + KEY.length)) {
    const kind = KIND.exec(buffer.toString('latin1', at, at + 64))?.[1];
    if (kind !== undefined && isWanted(kind)) return true;
  }
  return false;
}
