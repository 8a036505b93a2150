import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, 'known.txt');

/**
 * What was there before the house had rules, by rule. The list only gets shorter: what is mended goes, and nothing
 * comes in.
 */
export function known(): ReadonlyMap<string, readonly string[]> {
  const sections = readFileSync(FILE, 'utf8').split(/^# /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [rule = '', ...lines] = section.split('\n').filter((line) => line !== '');
      return [rule, lines];
    }),
  );
}

/** Leaves of what is listed of a rule only what is still found. */
export function keepKnown(rule: string, found: readonly string[]): void {
  const left = [...known()].map(([name, lines]) =>
    [`# ${name}`, ...lines.filter((line) => name !== rule || found.includes(line)), ''].join('\n'),
  );
  writeFileSync(FILE, left.join('\n'));
}
