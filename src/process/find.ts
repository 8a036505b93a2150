import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, sep } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The first program of that name on PATH. Empty and relative entries mean the working folder, and what
 * lies in a tree that others wrote is theirs: neither is looked into, and no link leads back there.
 */
export function findProgram(
  name: string,
  env: Environment,
  trees: readonly string[] = [],
): string | null {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of safeEntries(env, trees)) {
    const candidate = join(folder, file);
    if (isExecutable(candidate) && !isInside(realOf(candidate), trees)) return candidate;
  }
  return null;
}

/** PATH without what could lead into a tree: for programs that look for others themselves. */
export function safePath(env: Environment, trees: readonly string[]): string {
  return safeEntries(env, trees).join(delimiter);
}

function safeEntries(env: Environment, trees: readonly string[]): readonly string[] {
  return (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !isInside(realOf(folder), trees));
}

function isInside(path: string, trees: readonly string[]): boolean {
  return trees.some(
    (tree) => tree !== dirname(tree) && `${path}${sep}`.startsWith(`${tree}${sep}`),
  );
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
