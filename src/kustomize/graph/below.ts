import type { Kustomization } from '../../model/kustomize.js';

export interface Links {
  /** By path. */
  readonly kustomizations: ReadonlyMap<string, Kustomization>;
  /** Path of the kustomization of a folder. */
  readonly folders: ReadonlyMap<string, string>;
}

/** All kustomizations that one gathers from, through however many others; itself only in a cycle. */
export function kustomizationsBelow(
  { resources, components }: Kustomization,
  { kustomizations, folders }: Links,
): ReadonlySet<Kustomization> {
  const found = new Set<Kustomization>();
  const open = [...resources, ...components];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const own = kustomizations.get(folders.get(entry) ?? '');
    if (own === undefined || found.has(own)) continue;
    found.add(own);
    open.push(...own.resources, ...own.components);
  }
  return found;
}
