import { dirname, join, relative, resolve, sep } from 'node:path';
import { decode } from '../files/decode.js';
import type { Files } from '../files/discover/disk.js';
import { gitRoot } from '../files/discover/homes.js';
import { isWithin } from '../files/discover/surroundings.js';
import type { ConfigFile } from './read.js';

/** A config that is larger is none. */
const LARGEST_CONFIG = 1024 * 1024;

export const CONFIG_NAME = '.sidecar-migrate.yaml';

export interface FoundConfig {
  /** The nearest first, then what it extends. */
  readonly chain: readonly ConfigFile[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

export interface FindRequest {
  readonly files: Files;
  readonly cwd: string;
  /** Given by --config, or null to look for the nearest. */
  readonly given: string | null;
  /** The first path of the run: the search goes up from there to the repository's root. */
  readonly start: string;
}

export async function findConfig(request: FindRequest): Promise<FoundConfig> {
  const { files, cwd, given } = request;
  const first = given === null ? nearest(request) : resolve(cwd, given);
  const chain: ConfigFile[] = [];
  const errors: string[] = [];
  const warnings: string[] = [];
  const seen = new Set<string>();
  for (let path = first; path !== null; ) {
    const shown = relative(cwd, path) || path;
    if (seen.has(path)) {
      errors.push(`${shown}: extends itself in a cycle; remove one extends`);
      break;
    }
    seen.add(path);
    const stray = given !== null && path === first ? null : strayOf(request, path, first ?? path);
    if (stray !== null) {
      errors.push(`${shown}: ${stray}`);
      break;
    }
    if (files.kind(path) === 'folder') {
      errors.push(`${shown}: is a folder, and a config must be a file; rename it, or name a file`);
      break;
    }
    const bytes = files.read(path, shown, LARGEST_CONFIG);
    const text = bytes instanceof Uint8Array ? decode(bytes, shown) : bytes;
    if (typeof text !== 'string') {
      errors.push(`${shown}: ${text.message}; ${text.remedy.replace(LEFT_OUT, '')}`);
      break;
    }
    const { readConfig } = await import('./read.js');
    const reading = readConfig(shown, text, isOwn(request, path));
    errors.push(...reading.errors);
    warnings.push(...reading.warnings);
    if (reading.config === null) break;
    chain.push(reading.config);
    path =
      reading.config.extends === undefined ? null : resolve(dirname(path), reading.config.extends);
  }
  return { chain, errors, warnings };
}

/** No config can be left out by an option: it says itself what is. */
const LEFT_OUT = /, or leave it out with --exclude$/;

/** Whether a config lies in the tree of the run, or where the command was started. */
function isOwn({ files, cwd, start }: FindRequest, path: string): boolean {
  const from = resolve(cwd, start);
  const homes = [cwd, from].map((home) => gitRoot(files, home) ?? home);
  const real = files.real(path) ?? path;
  return homes.some((home) => isWithin(real, files.real(home) ?? home));
}

/**
 * Why a config is not read that nobody named: the tree may lead to it through a link, or by `extends`, and what is
 * wrong in it would be shown.
 */
function strayOf({ files, cwd }: FindRequest, path: string, first: string): string | null {
  const real = files.real(path);
  if (real === null) return null;
  const folder = dirname(first);
  const homes = [gitRoot(files, folder), isWithin(folder, cwd) ? cwd : null, folder];
  if (homes.some((home) => home !== null && isWithin(real, files.real(home) ?? home))) return null;
  if ([path, real].every((each) => each.split(sep).includes('node_modules'))) return null;
  return path === first
    ? 'is a link to a place outside the tree, and is not followed; name its target with --config'
    : 'is extended from outside its repository, and is not read; copy it, or install it as a package';
}

function nearest({ files, cwd, start }: FindRequest): string | null {
  const from = resolve(cwd, start);
  let folder = files.kind(from) === 'folder' ? from : dirname(from);
  const root = gitRoot(files, folder) ?? cwd;
  for (;;) {
    const path = join(folder, CONFIG_NAME);
    // Whatever else has that name is said when it is read: nothing is decided without it.
    if (files.kind(path) !== 'missing') return path;
    if (folder === root || dirname(folder) === folder) return null;
    folder = dirname(folder);
  }
}
