import type { Container } from '../../model/container.js';
import { familyOfProgram } from '../classify/catalogue/families.js';
import { mountsOf } from '../classify/command.js';
import { callsIn, type Program } from './programs.js';
import { type Call, nestedScript, parseShell, SHELLS } from './shell.js';

/** What a program runs that a manifest does not show, as a clause; null where all of it is seen. */
export function unseenIn(program: Program, container: Container): string | null {
  const inline = unseenCode(program);
  if (inline !== null) return inline;
  for (const call of callsIn(program)) {
    const file = fileRun(call, container);
    if (file !== null) return `it runs ${file}, which is not read`;
  }
  return null;
}

/** The same for what stands in the manifest itself, and is no shell script that can be parsed. */
export function unseenCode(program: Program): string | null {
  if (program.kind === 'unreadable') return 'it cannot be parsed';
  for (const call of callsIn(program)) {
    const what = codeIn(call);
    if (what !== null) return what;
  }
  return null;
}

/** Programs that take code of another language, and the option behind which it stands. */
const INTERPRETERS: readonly (readonly [name: RegExp, option: RegExp])[] = [
  [/^python[\d.]*$/, /^-[a-zA-Z]*c/],
  [/^(?:perl|ruby)[\d.]*$/, /^-[a-zA-Z]*[eE]/],
  [/^(?:node|nodejs|bun|lua)[\d.]*$/, /^(?:-e|--eval|-p|--print)/],
  [/^(?:deno)$/, /^eval$/],
  [/^php[\d.]*$/, /^-r/],
  [/^(?:powershell|pwsh)(?:\.exe)?$/i, /^-(?:c|command|e|ec|encodedcommand)$/i],
  [/^cmd(?:\.exe)?$/i, /^\/[cks]/i],
  [/^(?:su|runuser|script)$/, /^(?:-[a-z]*c|--command)/],
  [/^env$/, /^(?:-[a-z]*S|--split-string)/],
];

function codeIn(call: Call): string | null {
  const { name, args, text } = call;
  if (name === 'eval') return 'it evaluates a text as a script';
  const program = args.length > 0 ? INTERPRETERS.find(([known]) => known.test(name)) : undefined;
  if (program !== undefined && args.some((arg) => program[1].test(arg)))
    return `what it passes to ${name} is not a shell script`;
  const script = name === 'trap' ? args[0] : nestedScript(call);
  if (script !== undefined && parseShell(script) === null)
    return 'a script inside it cannot be parsed';
  return /^\s*(?:exec\s+)?["']?[$`]/.test(text) ? `it runs ${text.trim().slice(0, 40)}` : null;
}

/** A script, or a program, that came into the container on a volume or on standard input. */
function fileRun(call: Call, container: Container): string | null {
  const { name, args, text } = call;
  if (SHELLS.has(name) && nestedScript(call) === undefined)
    return args.find((arg) => !/^[-+<>\d]/.test(arg)) ?? 'a script on its standard input';
  if (name === '.' || name === 'source') return args[0] ?? 'a script';
  const words = text.split(/[\s"']+/);
  const paths = words.filter((word) => word.startsWith('/') && word.endsWith(`/${name}`));
  // A binary that is copied there under the name of a known program is that program.
  const isKnown = familyOfProgram(name) !== null;
  const own = isKnown ? undefined : paths.find((path) => isMounted(path, container));
  if (own !== undefined) return own;
  if (!INTERPRETERS.some(([known]) => known.test(name))) return null;
  return args.find((arg) => isMounted(arg, container)) ?? null;
}

function isMounted(path: string, container: Container): boolean {
  return mountsOf(container).some(({ path: directory }) =>
    path.startsWith(`${directory.replace(/(?<!\/)\/+$/, '')}/`),
  );
}
