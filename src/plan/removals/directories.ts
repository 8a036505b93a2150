import type { Container } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import { isMap, listAt, mapAt, textAt, type Value, type ValueMap } from '../../model/value.js';
import { mountsOf } from '../../pod/classify/command.js';
import { allCalls, allText, envOf } from '../../pod/facts/scripts.js';
import { expanded, type Variables } from '../../pod/facts/variables.js';

/** Words that a directory has which is there for files, whoever writes them. */
const USUAL =
  /^(?:|tmp|temp|var|run|etc|opt|home|root|data|srv|mnt|usr|dev|workspace|workdir|work|work[_-]?dir|build|builds|src|code|repo|app|apps|application|shared?|logs?|cache|config|conf|in|out|input|inputs|output|outputs|results?|reports?|artifacts?|dist|target|scratch|storage|store|backups?|dumps?|downloads?|uploads?|exports?|imports?|files?|content|public|html|www|models?|datasets?|media|static|spool|secrets?|certs?|plugins?|test-results|coverage)$/;

/** Below these lies what programs keep without being told. */
const SYSTEM =
  /^\/(?:usr|etc|opt|srv|home|root|dev|var\/(?:lib|log|cache|spool|tmp|mail|www))(?:\/|$)/;

/**
 * Whether a container may use a directory of a volume, as far as it can be seen: it names it, runs
 * in it, gets paths from where nobody looks, or the directory is one that programs use unasked.
 */
export function mayUse(container: Container, volume: string, pod: Pod): boolean {
  const mounts = mountsOf(container).filter((mount) => mount.volume === volume);
  if (mounts.length === 0) return false;
  if (hasUnseenPaths(container, pod)) return true;
  const { volumeMounts: _, ...rest } = container.value;
  const known = envOf(container);
  const text = expanded(JSON.stringify(rest), known);
  const calls = allCalls(container);
  return mounts.some(({ path }) => {
    const directory = path.replace(/(?<!\/)\/+$/, '');
    const name = directory.slice(directory.lastIndexOf('/') + 1);
    if (USUAL.test(name.toLowerCase()) || SYSTEM.test(directory)) return true;
    if (text.includes(directory) || text.includes(`"${name}/`)) return true;
    return calls.some(({ args, name: command }) =>
      [command, ...args].some((word) => mayName(expanded(word, known), directory, name)),
    );
  });
}

/** Whether a word may stand for a path in a directory: by a pattern, or from where a `cd` led. */
function mayName(word: string, directory: string, name: string): boolean {
  if (word.includes('/') && /[*?[{]/.test(word)) return true;
  return word.startsWith(`${name}/`) || word.includes(`=${name}/`) || word === `.${directory}`;
}

/** Paths that come from somewhere else than the manifest, or are put together on the way. */
function hasUnseenPaths(container: Container, pod: Pod): boolean {
  const { value } = container;
  if (listAt(value, ['envFrom']).length > 0) return true;
  if (listAt(value, ['env']).some((entry) => isMap(entry) && isFromConfig(entry))) return true;
  // Where nothing else can be written, programs write to what is mounted.
  if (mapAt(value, ['securityContext'])?.readOnlyRootFilesystem === true) return true;
  if (textAt(value, ['workingDir']) === '/') return true;
  if (mountsOf(container).some((mount) => isConfig(mount.volume, mount.path, pod))) return true;
  return hasUnknownWords(container);
}

function isFromConfig(entry: ValueMap): boolean {
  return isMap(entry.valueFrom) && entry.valueFrom.configMapKeyRef !== undefined;
}

const CONFIG_PATH = /conf|setting|propert|\.(?:ya?ml|toml|ini|json|env|xml|cfg)$/;

/** A file of settings may name any directory. */
function isConfig(volume: string, path: string, { spec }: Pod): boolean {
  const isIt = (entry: Value): boolean => isMap(entry) && entry.name === volume;
  const own = listAt(spec, ['volumes']).find(isIt);
  if (!isMap(own)) return false;
  if (own.configMap !== undefined) return true;
  return (own.secret !== undefined || own.projected !== undefined) && CONFIG_PATH.test(path);
}

/** Names of the shell's own that are no path. */
const OWN = /^(?:[?!$#0-9@*_-]|RANDOM|SECONDS|HOSTNAME|UID|PPID|LINENO)$/;

/** Whether a word in the place of a path holds what nobody can see: a name, `~`, `$(…)`. */
function hasUnknownWords(container: Container): boolean {
  const known: Variables = envOf(container);
  const numbers = numbersIn(allText(container));
  return allCalls(container).some(({ name, args, text }) => {
    if (/^(?:exit|return|kill|wait|test|\[|\[\[|shift|trap)$/.test(name)) return false;
    const words = [name, ...args, ...(text.match(/>{1,2}\s?[^\s;&|]{1,200}/g) ?? [])];
    return words.some((word) => isUnknown(expanded(word, known), numbers));
  });
}

function isUnknown(word: string, numbers: ReadonlySet<string>): boolean {
  if (/(?:^|[=:\s])~/.test(word) || /`|\$\(|\$\{\w+[^\w}]/.test(word)) return true;
  return [...word.matchAll(/\$\{?([\w?!$#@*-])(\w{0,80})/g)].some(
    ([, first = '', rest = '']) => !OWN.test(first + rest) && !numbers.has(first + rest),
  );
}

/** Names that hold a code or a process: `rc=$?`, `pid=$!`, `n=0`. */
function numbersIn(text: string): ReadonlySet<string> {
  const found = text.matchAll(/\b(\w{1,80})=["']?(?:\$[?!$#]|\d{1,20})["']?(?![\w$/.-])/g);
  return new Set([...found].map(([, name = '']) => name));
}
