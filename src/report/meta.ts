/** What a report says of the run itself. */
export interface RunMeta {
  readonly version: string;
  readonly kubeMinor: number;
  readonly kubeSource: string;
  /** Paths for which another version is the oldest. */
  readonly kubePaths: readonly { readonly globs: readonly string[]; readonly minor: number }[];
}
