import type { Container } from '../model/container.js';
import { listAt } from '../model/value.js';
import { baseOf } from '../pod/classify/catalogue/image.js';
import { commandText } from '../pod/classify/command.js';

/** Images and commands that say nothing about what runs in them. */
const GENERIC: ReadonlySet<string> = new Set([
  'alpine',
  'ash',
  'bash',
  'busybox',
  'dash',
  'debian',
  'dumb-init',
  'env',
  'exec',
  'java',
  'nice',
  'node',
  'nohup',
  'python',
  'python3',
  'ruby',
  'sidecar',
  'tini',
  'ubuntu',
]);

/**
 * Whether an init container starts a sidecar's program in the background: `proxy & migrate; kill`.
 * A one-shot mode of the same image, without `&`, is no need for the sidecar.
 */
export function startsCopyOf(init: Container, sidecar: Container): boolean {
  const names = namesOf(sidecar);
  const text = commandText(init);
  let start = 0;
  // Ends of a shell command; `2>&1` and `&>` are none, and an & inside a word is of a URL.
  for (const { 0: end, index } of text.matchAll(/[;\n|]|&&|(?<!>)&(?=[\s;)]|$)/g)) {
    const words = text.slice(start, index).split(/[\s"'/=()]+/);
    if (end === '&' && words.some((word) => names.has(word))) return true;
    start = index + end.length;
  }
  return false;
}

function namesOf(sidecar: Container): ReadonlySet<string> {
  const command = listAt(sidecar.value, ['command'])[0];
  const binary = typeof command === 'string' ? (command.split('/').at(-1) ?? '') : '';
  const image = baseOf(sidecar.image ?? '');
  const names = [binary, image, image.replaceAll('-', '_')];
  return new Set(names.filter((name) => name.length > 2 && !GENERIC.has(name)));
}
