/** How far a long run has come. */
export interface Progress {
  /** A phase begins, of so many steps. */
  phase(name: string, total: number): void;
  step(): void;
  /** Nothing of it stays on the screen. */
  end(): void;
}

/** Nobody looks. */
export const SILENT: Progress = { phase: () => {}, step: () => {}, end: () => {} };

/** The same work, a step each time that it pauses, but for the first pauses. */
export function* counting<T>(
  steps: Generator<void, T>,
  progress: Progress,
  uncounted: number,
): Generator<void, T> {
  for (let pauses = 1; ; pauses++) {
    const { done, value } = steps.next();
    if (done === true) return value as T;
    if (pauses > uncounted) progress.step();
    yield;
  }
}
