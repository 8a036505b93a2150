/** What a container says that it does when nobody needs it any more. */
export type Ending =
  /** It runs on until it is told to stop. */
  | { readonly kind: 'never' }
  /** Its work comes to an end. */
  | { readonly kind: 'by-itself' }
  /** It ends once these have ended: a sentinel file, a call of its own end. */
  | { readonly kind: 'after'; readonly others: readonly string[] }
  /** It ends as soon as one of these does not answer: a loop that asks. */
  | { readonly kind: 'without'; readonly others: readonly string[] };

export interface Living {
  readonly name: string;
  /** `sidecar`: an init container with restartPolicy Always. */
  readonly kind: 'init' | 'sidecar' | 'app';
  /** Who has to answer before its program does anything: it waits, or ends and is started again. */
  readonly waitsFor: readonly string[];
  /** Ordinary init containers whose files it cannot do without. */
  readonly fedBy: readonly string[];
  /** Who its startupProbe asks, itself perhaps; null: it has none. */
  readonly probes: readonly string[] | null;
  /** Who its postStart hook waits for; null: it has none. */
  readonly hooks: readonly string[] | null;
  /** Who it works with for as long as it runs. */
  readonly works: readonly string[];
  readonly ending: Ending;
  /** It has something to do once what it ends after has ended. */
  readonly lastWork: boolean;
  /** It carries out what others write, in turns: whoever stops it early loses the last turn. */
  readonly turns: boolean;
  /** Seconds of its preStop hook; 0: none. */
  readonly preStop: number;
  /** Its preStop hook ends it. */
  readonly quits: boolean;
  /** Seconds that it works on after it was told to stop. */
  readonly drain: number;
}

/** A pod as the kubelet sees it: init containers in their order, then those that start together. */
export interface LivingPod {
  readonly inits: readonly Living[];
  readonly apps: readonly Living[];
  readonly restartPolicy: 'Always' | 'OnFailure' | 'Never';
  readonly grace: number;
}

/** One that lacks another. */
export interface Lack {
  readonly name: string;
  readonly without: string;
}

export interface Life {
  /** In which order they start: together what starts together. */
  readonly stages: readonly (readonly string[])[];
  /** Who waits for whom for ever; empty: the pod starts. */
  readonly stuck: readonly Lack[];
  /** Who ends and is started again, over and over. */
  readonly loops: readonly string[];
  /** Who keeps a pod from completing that is there to complete; null: it is not. */
  readonly keptBy: readonly string[] | null;
  /** Whose last work or turn is done when those that it waits for have ended. */
  readonly done: readonly string[];
  /** Whose last work or turn is cut off when a pod completes. */
  readonly cut: readonly string[];
  /** Who loses whom before its work is over when the pod is deleted. */
  readonly losses: readonly Lack[];
  /** Who is killed before it has done what it does at its end. */
  readonly killed: readonly string[];
}
