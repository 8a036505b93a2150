import type { Code } from './finding.js';

/** What a run is told beside what it was told: all of it together. */
export interface SettingsChange {
  readonly unsafe?: true;
  readonly accept?: readonly Code[];
  /** Container names for `--sidecar`. */
  readonly sidecars?: readonly string[];
  readonly kubeMinor?: number;
  readonly removeWorkarounds?: true;
  /** What runs in the cluster. */
  readonly environment?: { readonly name: string; readonly version: string };
}

/** Words that let a container move, all by themselves. */
export interface UnlockWords {
  /** As it is typed, or written into a file. */
  readonly text: string;
  /** null: it is written at one place in a file, and no other run can try it. */
  readonly says: SettingsChange | null;
}

/** What a run with exactly these words would move more than this one; tried, not added up. */
export interface Unlock {
  readonly words: string;
  readonly containers: number;
  readonly pods: number;
}
