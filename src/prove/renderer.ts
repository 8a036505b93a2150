import type { Planned } from './planned.js';
import type { SourceTree } from './source-tree.js';

/** Something of a tree that can be rendered by itself: a kustomization, a project of programs. */
export interface Target {
  /** Its folder from the tree's root; `.` for the root itself. */
  readonly path: string;
  /** Real paths of the files that its render reads, from the tree's root. */
  readonly reads: ReadonlySet<string>;
  /** It cannot be told what it reads: then it may read anything. */
  readonly opaque: boolean;
  /** Links that the render goes through: where they stand, and what they lead to. */
  readonly links: ReadonlyMap<string, string>;
  /** Why it must not be rendered, or null. */
  readonly leftOut: string | null;
}

export type Rendered =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** A program that makes manifests of a tree. It sees copies only. */
export interface Renderer {
  readonly id: string;
  /** It collects volumes from the containers that mount them: their order says nothing. */
  readonly anyVolumeOrder?: boolean;
  /** Whether what it renders has to show what a plan moves: else nothing is proven of that. */
  shows?(plan: Planned): boolean;
  targets(tree: SourceTree): readonly Target[];
  render(root: string, target: Target): Promise<Rendered>;
}
