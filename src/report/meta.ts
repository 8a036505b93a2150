/** What a report says of the run itself. */
export interface RunMeta {
  readonly version: string;
  readonly kubeMinor: number;
  readonly kubeSource: string;
}
