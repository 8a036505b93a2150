import { contentMentions, type ValuesPath } from './abstract.js';
import type { RenderedChart, RenderedFile } from './chart.js';
import { overlaps, same } from './functions.js';
import { dependsOn, standsAnyhow } from './guards.js';
import type { Line } from './lines.js';
import type { Objection } from './pairs.js';

/**
 * Whether a chart does more with one of two lists than to write it among containers: what counts
 * them, makes ports of them or asks whether there are any would see them come and go.
 */
export function otherUse(chart: RenderedChart, from: ValuesPath, to: ValuesPath): Objection | null {
  const changed = chart.changed.find((path) => [from, to].some((own) => overlaps(path, own)));
  if (changed !== undefined)
    return unsureOf(`a template changes ${changed.join('.')} before it is written`);
  const words = [from, to].map((path) => path.at(-1) ?? '');
  const unread = chart.unread.find(({ text }) => words.some((word) => text.includes(word)));
  if (unread !== undefined) return unsureOf(`${unread.path} cannot be read as a template`);
  for (const file of chart.files) {
    const objection = useIn(chart, file, from, to);
    if (objection !== null) return objection;
  }
  return null;
}

function unsureOf(message: string): Objection {
  return {
    unsure: true,
    message,
    remedy: 'move the container by hand, and see what the template makes of it',
  };
}

function useIn(
  chart: RenderedChart,
  { lines, pods }: RenderedFile,
  from: ValuesPath,
  to: ValuesPath,
): Objection | null {
  const written = new Set<number>();
  const keys = new Set<number>();
  for (const { containers, inits } of pods)
    for (const { key, elements } of [containers, ...inits])
      for (const element of elements) {
        if (element.kind === 'own') continue;
        if (!same(element.path, from) && !same(element.path, to)) continue;
        keys.add(key);
        for (const line of element.lines) written.add(line);
      }
  for (const [i, line] of lines.entries()) {
    if (written.has(i)) continue;
    const use = usedIn(line, from) ?? usedIn(line, to);
    if (use !== null)
      return unsureOf(`${chart.at(line.at)} writes ${use.join('.')}, too, and not as containers`);
    if (keys.has(i) || line.text.startsWith('#')) continue;
    for (const path of [from, to]) {
      const guard = line.guards.find(
        (each) => dependsOn(each.test, path) && !standsAnyhow(each, line.guards, path),
      );
      if (guard !== undefined)
        return unsureOf(
          `${chart.at(line.at)} is written or left out by whether there is ${path.join('.')} (${chart.at(guard.at)}), and not only the containers`,
        );
    }
  }
  return null;
}

/** What makes a text of a whole value. */
const WHOLE = /\bto(?:Pretty|Raw)?(?:Yaml|Json)\((?!(?:fromYaml\()?include\()/;

/** The value that a line writes, where the list is it, is in it, or has it. */
function usedIn({ inserts }: Line, path: ValuesPath): ValuesPath | null {
  for (const { content } of inserts)
    for (const each of contentMentions(content)) {
      if (each.length === 0 || !overlaps(each, path)) continue;
      // A list has no fields: what has is another entry of the same map.
      if (each.length > path.length && !same(each.slice(0, path.length), path)) continue;
      // A helper that gets a map looks for single values in it.
      const isWhole =
        content.kind === 'values' || (content.kind === 'opaque' && WHOLE.test(content.words));
      if (each.length >= path.length || isWhole) return each;
    }
  return null;
}
