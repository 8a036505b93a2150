import {
  type Command,
  forEachChild,
  type ParsedScript,
  type Statement,
  type SyntaxNode,
} from 'unbash';
import { type Call, callOf } from './shell.js';

/** Every command below a node of a syntax tree, itself included, in the order of the text. */
function commandsUnder(node: SyntaxNode): readonly Command[] {
  const found: Command[] = node.type === 'Command' ? [node] : [];
  forEachChild(node, (child) => {
    found.push(...commandsUnder(child));
  });
  return found;
}

export function callsUnder(node: SyntaxNode, text: string): readonly Call[] {
  return commandsUnder(node).map((command) => callOf(command, text));
}

/** Whether a node holds a here-document, whose body stands elsewhere than the command. */
export function hasHereDoc(node: SyntaxNode): boolean {
  return commandsUnder(node).some(({ redirects }) => redirects.some((r) => r.type === 'HereDoc'));
}

/** Files that the redirections below a node write; `/dev/null` and other descriptors are none. */
export function writesUnder(node: SyntaxNode): readonly string[] {
  const own =
    node.type === 'Command' || node.type === 'Redirected'
      ? node.redirects.flatMap((redirect) =>
          redirect.type === 'Redirect' && /^(?:>|>>|>\||&>|&>>|<>)$/.test(redirect.operator)
            ? [redirect.target?.value ?? '']
            : [],
        )
      : [];
  const files = own.filter(
    (file) => !/^\/dev\/(?:null|stdout|stderr|fd\/\d|tty|tcp\/.*)$/.test(file),
  );
  forEachChild(node, (child) => {
    files.push(...writesUnder(child));
  });
  return files;
}

/** Whether a script ends with the first command that fails: `sh -e`, or `set -e` at its start. */
export function stopsOnError(script: ParsedScript, flag: string): boolean {
  if (/^-[a-z]*e/.test(flag)) return true;
  return script.commands.some(isSetE);
}

function isSetE({ command }: Statement): boolean {
  if (command.type !== 'Command' || command.name?.value !== 'set') return false;
  const words = command.args.map((arg) => arg.text);
  return words.some(
    (word, i) => /^-[a-z]*e/.test(word) || (words[i - 1] === '-o' && word === 'errexit'),
  );
}
