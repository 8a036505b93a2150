/**
 * Whether what a program renders of the migrated tree is the migration of what it renders
 * of the tree as it stands.
 */
export interface RenderProof {
  /** What rendered it: `kustomize`, `helm` or `synth`. */
  readonly renderer: string;
  /** What was rendered, as it is printed: a folder, or the values that a chart was given. */
  readonly target: string;
  /** `left-out`: it could not, or must not, be rendered; the message says why. */
  readonly state: 'proven' | 'differs' | 'left-out';
  /** `2 objects changed, as planned`, the first difference, or the reason. */
  readonly message: string;
  /** Rendered objects that the changes change. */
  readonly changed: number;
}
