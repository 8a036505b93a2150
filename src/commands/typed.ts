/** What only looks or shows, and what a command that goes on leaves out; true: a value follows. */
const LEFT_OUT: ReadonlyMap<string, boolean> = new Map([
  ['--check', false],
  ['--fail-on', true],
  ['--write', false],
  ['-w', false],
  ['--dry-run', false],
  ['-n', false],
  ['--verbose', false],
  ['-v', false],
  ['--quiet', false],
  ['-q', false],
  ['--color', false],
  ['--no-color', false],
  ['--format', true],
  ['--output', true],
  ['-o', true],
  ['--prove', false],
]);

/** A command that goes on from this one: the same paths and answers, after other words. */
export function goingOn(words: string, typed: readonly string[], paths: readonly string[]): string {
  return `sidecar-migrate ${words} ${againOf(typed, paths)}`.trimEnd();
}

/** The same without its name and the words in front. */
export function againOf(typed: readonly string[], paths: readonly string[]): string {
  const kept: string[] = [];
  for (let i = 0; i < typed.length; i++) {
    const word = typed[i] ?? '';
    const isLast = word === '--';
    if (isLast) {
      kept.push(...typed.slice(i));
      break;
    }
    const takesValue = LEFT_OUT.get(word.split('=')[0] ?? '');
    if (takesValue === undefined) kept.push(word);
    else if (takesValue && !word.includes('=')) i++;
  }
  const rest = kept.filter((word, i) => i > 0 || word !== 'notes').map(quoted);
  return [...rest, ...(paths.length === 0 ? ['.'] : [])].join(' ');
}

/** As a shell takes it. */
function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
