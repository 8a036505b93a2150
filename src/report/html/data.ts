import type { ContainerState, Gain, LifeBar, PodState, ResourceDelta } from '../../model/plan.js';

/** What the script of the page gets: everything that it shows. */
export interface PageData {
  readonly pods: readonly PagePod[];
  readonly files: readonly PageFile[];
  readonly rules: Readonly<Record<string, PageRule>>;
  readonly questions: readonly Question[];
  /** What was passed over or could not be read, a sentence each. */
  readonly aside: readonly Aside[];
  /** The words of the command that made the page, behind its name. */
  readonly command: string;
}

export interface PagePlace {
  readonly path: string;
  readonly line: number;
}

export interface PageRule {
  readonly title: string;
  readonly link: string;
}

export interface Aside extends PagePlace {
  readonly text: string;
}

export interface PagePod extends PagePlace {
  /** `Job report`. */
  readonly title: string;
  readonly folder: string;
  readonly state: PodState;
  readonly reason: string;
  readonly next: string;
  readonly gain: Gain['kind'] | null;
  readonly containers: readonly PageContainer[];
  readonly findings: readonly PageFinding[];
  readonly resources: readonly ResourceDelta[];
  readonly life: PageLife | null;
  readonly diff: readonly PageDiff[];
}

export interface PageContainer {
  readonly name: string;
  readonly image: string;
  readonly list: 'containers' | 'initContainers';
  readonly state: ContainerState;
  readonly why: string;
  readonly gain: string;
  readonly before: string | null;
  readonly line: number;
  /** Options that let it move, or that keep it; each does by itself. */
  readonly answers: readonly string[];
}

export interface PageFinding extends PagePlace {
  readonly code: string;
  readonly severity: string;
  readonly container: string;
  readonly message: string;
  readonly remedy: string;
  readonly accepted: string | null;
  /** The line that it is about; null where it is not known any more. */
  readonly excerpt: string | null;
}

/** One life of a pod: its steps, and who runs from which to which. */
export interface PageCourse {
  readonly line: string;
  readonly steps: readonly string[];
  readonly bars: readonly LifeBar[];
}

export interface PageLife {
  readonly before: PageCourse;
  readonly after: PageCourse;
  /** How any such pod lives: the containers of this one do not all stand in the source. */
  readonly isAny: boolean;
}

/** Which hunks of a file belong to the change of a pod. */
export interface PageDiff {
  readonly file: number;
  readonly hunks: readonly number[];
}

export interface PageFile {
  readonly path: string;
  readonly hunks: readonly PageHunk[];
}

export interface PageHunk {
  readonly old: number;
  readonly new: number;
  /** Each with its sign: a space, `-`, `+` or `\`. */
  readonly lines: readonly string[];
}

/** What waits for somebody, by rule, with the options that answer it. */
export interface Question {
  readonly rule: string;
  readonly title: string;
  readonly sidecars: number;
  readonly pods: number;
  readonly answers: readonly Answer[];
}

export interface Answer {
  readonly words: string;
  /** How many of its sidecars it is about. */
  readonly sidecars: number;
}
