import { posix } from 'node:path';
import type { ToolReference } from '../../model/references.js';
import type { Subject } from '../../model/rule.js';
import type { Told } from '../define.js';
import { at } from './at.js';

/** What a tool's file says of the container or of the file that it stands in. */
export function namedByTool(
  { pod, container, tree }: Subject,
  tools: readonly ToolReference['tool'][],
  say: (tool: string, name: string, place: string) => string,
): Told | null {
  const file = posix.basename(pod.place.path);
  for (const { tool, words, place } of tree.tools) {
    const name = [container.name, file].find((word) => words.has(word));
    if (name !== undefined && tools.includes(tool))
      return { text: say(tool, name, at(place)), related: [place] };
  }
  return null;
}
