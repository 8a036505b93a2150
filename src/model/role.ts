/** Is it a sidecar? `sure` and `likely` say yes, `app` says that nothing positive was found. */
export type RoleVerdict = 'sure' | 'likely' | 'app';

export interface Signal {
  /** What kind of evidence it is, in one word for the report. */
  readonly id: string;
  /**
   * `user`: the user's word. `identity`: what it is known as only helps, or helps beside what is here.
   * `family`: what it is known as may have a life of its own. `word`: a role word in name or image.
   * `relation`: what it and an application do for each other, in the direction of a sidecar. `shape`:
   * what it does in this pod, as others do too. `against`: it is the reason for its pod.
   */
  readonly weight: 'user' | 'identity' | 'family' | 'word' | 'relation' | 'shape' | 'against';
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
