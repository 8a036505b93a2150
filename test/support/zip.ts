import { inflateRawSync } from 'node:zlib';

/** The files of a zip archive, by name; folders and links are left out. */
export function* unzip(archive: Buffer): Generator<{ name: string; data: Buffer }> {
  // The last record says where the central directory is (APPNOTE 4.3.16); comments may follow it.
  const end = archive.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0) throw new Error('no zip archive');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    if (name.endsWith('/')) continue;
    // The local header has extra fields of its own.
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + size);
    yield { name, data: method === 0 ? packed : inflateRawSync(packed) };
  }
}
