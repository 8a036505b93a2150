/** Is it a sidecar? `sure` and `likely` say yes, `app` says that nothing positive was found. */
export type RoleVerdict = 'sure' | 'likely' | 'app';

export interface Signal {
  /** Names the file in src/classify/signals that it comes from. */
  readonly id: string;
  /**
   * `user`: the user's word. `identity`: the catalogue knows image or name. `word`: a role word in
   * name or image. `shape`: what it does in this pod. `against`: it is the reason for its pod.
   */
  readonly weight: 'user' | 'identity' | 'word' | 'shape' | 'against';
  /** One clause, for people: `image fluent/fluent-bit is a log agent`. */
  readonly text: string;
}

export interface Role {
  readonly verdict: RoleVerdict;
  /** One line for people: the strongest signal, or why there is none. */
  readonly why: string;
  readonly signals: readonly Signal[];
  /** Id of the catalogue entry that matched, or null. */
  readonly family: string | null;
}
