/** How a word that only starts another command is read. */
interface Starter {
  /** Options that take the next word with them. */
  readonly valued?: RegExp;
  /** Words between the options and the command. */
  readonly operands?: number;
}

/** Words that only start another command: `exec`, an init process, a change of user. */
const STARTERS: Readonly<Record<string, Starter>> = {
  exec: { valued: /^-a$/ },
  command: {},
  builtin: {},
  nohup: {},
  setsid: {},
  busybox: {},
  time: {},
  sudo: { valued: /^-[ugCp]$/ },
  doas: { valued: /^-[uC]$/ },
  env: { valued: /^(?:-[uC]|--unset|--chdir)$/ },
  nice: { valued: /^-n$/ },
  ionice: { valued: /^-[cn]$/ },
  stdbuf: { valued: /^-[ioe]$/ },
  tini: { valued: /^-[pe]$/ },
  'tini-static': { valued: /^-[pe]$/ },
  'dumb-init': { valued: /^(?:-r|--rewrite)$/ },
  catatonit: {},
  gosu: { operands: 1 },
  'su-exec': { operands: 1 },
  setuidgid: { operands: 1 },
  's6-setuidgid': { operands: 1 },
  chroot: { operands: 1 },
};

/** Index of the command itself behind the words that only start it; the last of them where none is. */
export function commandIndex(words: readonly string[]): number {
  let at = 0;
  for (;;) {
    const starter = Object.hasOwn(STARTERS, baseName(words[at] ?? ''))
      ? STARTERS[baseName(words[at] ?? '')]
      : undefined;
    if (starter === undefined) return at;
    const next = behind(words, at, starter);
    if (next >= words.length) return at;
    at = next;
  }
}

function behind(words: readonly string[], at: number, { valued, operands = 0 }: Starter): number {
  const isEnv = baseName(words[at] ?? '') === 'env';
  let next = at + 1;
  while (/^-./.test(words[next] ?? '')) {
    const word = words[next] ?? '';
    // What `env -S` splits is a command line of its own, which nobody reads here.
    if (isEnv && /^(?:-[a-z]*S|--split-string)/.test(word)) return words.length;
    next += valued?.test(word) === true ? 2 : 1;
    if (word === '--') break;
  }
  while (isEnv && /^\w+=/.test(words[next] ?? '')) next++;
  return next + operands;
}

export function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
