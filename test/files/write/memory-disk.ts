import { dirname } from 'node:path';
import { hashOfBytes, type WriteDisk } from '../../../src/files/write/disk.js';

interface Held {
  text: string;
  id: string;
}

/** A disk in memory, whose calls can be made to fail. */
export class MemoryDisk {
  readonly files = new Map<string, Held>();
  private made = 0;

  constructor(texts: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(texts)) this.put(path, text);
  }

  /** The port; `before` each call, and after what it did, somebody may throw. */
  port(
    before: (call: string) => void = () => {},
    after: (call: string) => void = () => {},
  ): WriteDisk {
    const at = (path: string): Held => {
      const file = this.files.get(path);
      if (file === undefined) throw coded('ENOENT');
      return file;
    };
    const call = <T>(name: string, act: () => T): T => {
      before(name);
      const result = act();
      after(name);
      return result;
    };
    const fresh = (path: string, text: string): void => {
      if (this.files.has(path)) throw coded('EEXIST');
      this.put(path, text);
    };
    return {
      look: (path) =>
        call('look', () => {
          const file = this.files.get(path);
          if (file === undefined) return null;
          const { text, id } = file;
          return {
            isFile: true,
            mode: 0o644,
            links: 1,
            uid: 1,
            size: text.length,
            modified: 0,
            id,
          };
        }),
      hash: (path) => call('hash', () => hashOfBytes(Buffer.from(at(path).text))),
      stage: async (path, text, like) =>
        call('stage', () => {
          at(like);
          fresh(path, text);
        }),
      rename: (from, to) =>
        call('rename', () => {
          const file = at(from);
          this.files.delete(from);
          this.files.set(to, file);
        }),
      remove: (path) => call('remove', () => void this.files.delete(path)),
      sync: () => call('sync', () => {}),
      list: (folder) =>
        call('list', () =>
          [...this.files.keys()]
            .filter((path) => dirname(path) === folder)
            .map((path) => path.slice(folder.length + 1)),
        ),
      create: (path, text) => call('create', () => fresh(path, text)),
      append: (path, text) =>
        call('append', () => {
          at(path).text += text;
        }),
      read: (path) => call('read', () => at(path).text),
      touch: () => call('touch', () => {}),
      real: (folder) => folder,
    };
  }

  private put(path: string, text: string): void {
    this.files.set(path, { text, id: `made ${this.made++}` });
  }
}

export function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
