/** Signals are heard well within the second that a person waits, and pauses cost next to nothing. */
const LONGEST_MS = 100;

let last = performance.now();

/** Lets the event loop run where it has waited for long: a signal is not heard while we compute. */
export async function yieldToEvents(): Promise<void> {
  if (performance.now() - last < LONGEST_MS) return;
  await new Promise((resolve) => setImmediate(resolve));
  last = performance.now();
}

/** Work that pauses where it can: between documents, and between pods. */
export async function inSteps<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value as T;
    await yieldToEvents();
  }
}

/** The same work at once. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value as T;
  }
}
