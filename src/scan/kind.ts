const KEY = Buffer.from('kind');
const KIND = /^kind["']?\s{0,9}:\s{0,9}["']?(\w+)/;

/** Whether `kind` stands anywhere in front of one of some kinds. */
export function hasKind(buffer: Buffer, kinds: ReadonlySet<string>): boolean {
  for (let at = buffer.indexOf(KEY); at >= 0; at = buffer.indexOf(KEY, at + KEY.length)) {
    const kind = KIND.exec(buffer.toString('latin1', at, at + 64))?.[1] ?? '';
    if (kinds.has(kind)) return true;
  }
  return false;
}
