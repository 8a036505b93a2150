/** What a report says of the run itself. */
export interface RunMeta {
  readonly version: string;
  readonly kubeMinor: number;
  readonly kubeSource: string;
  /** The last line of the summary. */
  readonly verdict: string;
  /** With `--write`: the files that hold their new text. */
  readonly written?: ReadonlySet<string>;
  /** Paths for which another version is the oldest. */
  readonly kubePaths: readonly { readonly globs: readonly string[]; readonly minor: number }[];
}
