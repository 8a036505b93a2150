import type { Pod } from '../model/pod.js';
import type { SourceFile } from '../model/source.js';
import type { ReadContext, Reading, Transform } from '../model/transform.js';
import { inSteps } from '../process/event-loop.js';

/** With pauses where a format knows of any: one file may hold thousands of documents. */
export async function readInSteps(
  transform: Transform,
  file: SourceFile,
  context: ReadContext,
): Promise<Reading> {
  return transform.readInSteps === undefined
    ? transform.read(file, context)
    : inSteps(transform.readInSteps(file, context));
}

export async function podsInSteps(transform: Transform, reading: Reading): Promise<readonly Pod[]> {
  return transform.podsInSteps === undefined
    ? transform.pods(reading)
    : inSteps(transform.podsInSteps(reading));
}
