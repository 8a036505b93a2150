import type { Place } from './source.js';

/** R-a.b of the rule book is SMabb (R-2.4 is SM204); W-n is SM9nn. */
export type Code = `SM${number}`;

export type Severity = 'block' | 'warn' | 'info';

/** What a rule says about one container of one pod. */
export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  /** Names the containers, ports, paths and versions that are involved. */
  readonly message: string;
  /** What to do next. */
  readonly remedy: string;
  readonly place: Place;
  /** Places elsewhere that the finding rests on: a Service, a patch. */
  readonly related: readonly Place[];
  /** Why a warning no longer holds the move back, or null while it does. */
  readonly accepted: string | null;
  /** It is said of another pod, which this one can only move with. */
  readonly together?: true;
}

/** Something that is true of many migrations: said once a run, never held against one move. */
export interface Note {
  readonly code: Code;
  readonly message: string;
  /** How many pods it is about. */
  readonly pods: number;
}

export function isOpen(finding: Finding): boolean {
  return finding.severity === 'warn' && finding.accepted === null;
}

export function isBlock(finding: Finding): boolean {
  return finding.severity === 'block';
}

/** Whether a finding keeps its container from moving as things stand. */
export function holdsBack(finding: Finding): boolean {
  return isBlock(finding) || isOpen(finding);
}
