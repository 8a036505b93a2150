import { dirname } from 'node:path';
import { runToEnd } from '../../process/child.js';
import { type Environment, findProgram } from '../../process/find.js';

/** Kept under the length that every system takes for a command line. */
const BATCH = 200;
const LIMITS = { milliseconds: 20_000, bytes: 64 * 1024 * 1024 };
const OPTIONS = [
  ...['--create', '--file=-', '--format=posix', '--xattrs', '--acls'],
  ...['--no-recursion', '--absolute-names', '--'],
];

/**
 * The files that surely have no access list and no extended attributes, and would be given none by their folder:
 * these need not be looked after one by one. GNU tar tells, many at once; where it does not, none is.
 */
export async function plainFiles(
  paths: readonly string[],
  env: Environment,
  trees: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const program = process.platform === 'linux' ? findProgram('tar', env, trees) : null;
  if (program === null) return found;
  for (let i = 0; i < paths.length; i += BATCH) {
    const batch = paths.slice(i, i + BATCH);
    const folders = new Set(batch.map((path) => dirname(path)));
    const { bytes, said, failure } = await runToEnd(
      [program, ...OPTIONS, ...folders, ...batch],
      '/',
      { LC_ALL: 'C' },
      LIMITS,
    );
    // One that knows no attributes says so, and tells nothing.
    if (failure !== null || said !== '') continue;
    const plain = plainIn(bytes);
    for (const path of batch) if (plain.has(path) && plain.has(dirname(path))) found.add(path);
  }
  return found;
}

const BLOCK = 512;

/** Names of members without such a header (pax(1): a block of records before the member that they are of). */
function plainIn(archive: Buffer): ReadonlySet<string> {
  const plain = new Set<string>();
  let records: ReadonlyMap<string, string> = new Map();
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const field = (from: number, length: number): string =>
      archive.toString('utf8', at + from, at + from + length).split('\0')[0] ?? '';
    const size = Number.parseInt(field(124, 12), 8);
    if (!Number.isSafeInteger(size)) return plain;
    const data = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (field(156, 1) === 'x') records = recordsIn(data);
    else {
      const prefix = field(345, 155);
      const name =
        records.get('path') ?? (prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`);
      if (![...records.keys()].some(isAttribute)) plain.add(name.replace(/(?<=.)\/$/, ''));
      records = new Map();
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return plain;
}

/** `<length> <key>=<value>\n`, the length in bytes and of all of it. */
function recordsIn(data: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < data.length; ) {
    const length = Number.parseInt(data.toString('latin1', at, at + 12), 10);
    if (!(length > 0)) break;
    const record = data.toString('utf8', at, at + length - 1);
    const start = record.indexOf(' ') + 1;
    const middle = record.indexOf('=');
    records.set(record.slice(start, middle), record.slice(middle + 1));
    at += length;
  }
  return records;
}

/** Labels are the system's own: a new file gets them by its rules. */
function isAttribute(key: string): boolean {
  return (
    key.startsWith('SCHILY.acl.') ||
    (key.startsWith('SCHILY.xattr.') && !/^SCHILY\.xattr\.security\.(?:selinux|ima|evm)$/.test(key))
  );
}
