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
export interface Renderer<T extends Target = Target> {
  readonly id: string;
  /** It collects volumes from the containers that mount them: their order says nothing. */
  readonly anyVolumeOrder?: boolean;
  /** Whether what it renders has to show what a plan moves: else nothing is proven of that. */
  shows?(plan: Planned): boolean;
  /** It may render something else each time: a password, a date. */
  readonly mayVary?: boolean;
  targets(tree: SourceTree): readonly T[];
  /** One of its own targets. */
  render(root: string, target: T): Promise<Rendered>;
}

/** A renderer, and the program behind it, as people know it. */
export interface Found {
  readonly renderer: Renderer;
  readonly program: string | null;
  /** What to say where there is no such program; it is needed only where there is something to render. */
  readonly missing: string | null;
}
