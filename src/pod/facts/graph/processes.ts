import type { Container } from '../../../model/container.js';
import type { Relation } from '../../../model/relations.js';
import { escaped } from '../../../text/escaped.js';
import { baseOf } from '../../classify/catalogue/image.js';
import { commandText } from '../../classify/command.js';
import { scannedProcess } from '../listings.js';
import { programOf } from '../programs.js';
import { signalOf } from '../quits.js';
import type { Call } from '../shell.js';
import { type ContainerText, containerTexts } from './container-texts.js';
import type { Scene } from './scene.js';

/** Who signals, reloads or watches a process of another container, where the pod shares processes. */
export function processes(scene: Scene): readonly Relation[] {
  const { spec } = scene.pod;
  if (spec.shareProcessNamespace !== true && spec.hostPID !== true) return [];
  // What it is called and what it starts says more than what its command mentions.
  const words = [wordsOf(scene.running, startOf), wordsOf(scene.running, commandText)];
  return scene.containers.flatMap((from) => {
    const sayings = containerTexts(from);
    const listed = sayings.some(({ call }) => call?.name === 'ps');
    return sayings.flatMap((saying) => {
      const { call } = saying;
      if (call === null) return [];
      const act = actOf(call, listed);
      if (act === null || isOwnChild(act, from)) return [];
      const to = targetOf(act, from, scene, words);
      return to === null ? [] : [relation(act, from, to, saying)];
    });
  });
}

interface Act {
  readonly kind: 'signals' | 'reloads' | 'watches';
  readonly targets: readonly string[];
  readonly what: string;
}

/** What a command does to a process, or null. */
function actOf(call: Call, listed: boolean): Act | null {
  const signal = signalOf(call);
  if (signal !== null) {
    const kind = signal.name === 'HUP' || signal.name === '1' ? 'reloads' : 'signals';
    return signal.name === '0'
      ? { kind: 'watches', targets: [...signal.targets, ...inner(call)], what: 'watches' }
      : { kind, targets: [...signal.targets, ...inner(call)], what: `sends ${signal.name} to` };
  }
  if (/^(?:pgrep|pidof|pidwait)$/.test(call.name))
    return {
      kind: 'watches',
      targets: call.args.filter((arg) => !/^[-<>|&\d]/.test(arg)),
      what: 'watches',
    };
  // `ps aux | grep -v grep | grep -q java`
  if (/^[ef]?grep$/.test(call.name) && listed && !call.args.includes('-v'))
    return {
      kind: 'watches',
      targets: call.args.filter((arg) => !/^[-<>|&\d]/.test(arg)),
      what: 'watches',
    };
  const scanned = scannedProcess(call);
  if (scanned !== null) return { kind: 'watches', targets: [scanned], what: 'watches' };
  return /^(?:nginx|openresty)$/.test(call.name) && /-s\s+reload\b/.test(call.text)
    ? { kind: 'reloads', targets: ['nginx'], what: 'reloads' }
    : null;
}

/** `kill -HUP $(pidof nginx)`: the name stands in the command inside. */
function inner({ text }: Call): readonly string[] {
  const words = /(?:\$\(|`)\s*(?:pgrep|pidof)\s([^)`|]{1,120})/.exec(text)?.[1]?.split(/\s+/) ?? [];
  return words.filter((word) => /^[\w./]/.test(word));
}

/** A process that the script itself started: `kill $PROXY`, `kill %1`. */
function isOwnChild({ targets }: Act, { name }: Container): boolean {
  const named = targets.filter((target) => !/^(?:%\d|\$!|\$\$)/.test(target));
  return named.length === 0 || (named.length === 1 && named[0] === name);
}

type Words = ReadonlyMap<string, readonly Container[]>;

/** More than the asking one and two others is nobody for sure. */
const ENOUGH = 3;

/** The running containers by each word of a text about them. */
function wordsOf(running: readonly Container[], textOf: (container: Container) => string): Words {
  const words = new Map<string, Container[]>();
  for (const container of running)
    for (const word of new Set(normal(textOf(container)).split(/[^\w.-]+/))) {
      const known = words.get(word);
      if (known === undefined) words.set(word, [container]);
      else if (known.length < ENOUGH) known.push(container);
    }
  return words;
}

function targetOf(
  { targets }: Act,
  from: Container,
  { running }: Scene,
  words: readonly Words[],
): { readonly container: Container; readonly written: boolean } | null {
  const own = normal(startOf(from));
  for (const target of targets) {
    // `[j]ava` keeps the search from finding itself.
    const word =
      normal(target.replace(/[[\]]/g, ''))
        .split(/[^\w.-]+/)
        .find((part) => /[a-z]/i.test(part)) ?? '';
    if (word !== '' && new RegExp(`(?:^|\\s)${escaped(word)}(?:\\s|$)`).test(own)) return null;
    for (const index of words) {
      const others = (index.get(word) ?? []).filter((other) => other !== from);
      const [only] = others;
      if (only !== undefined && others.length === 1) return { container: only, written: true };
    }
  }
  if (running.length > 2 || !targets.some((target) => NAMED.test(target))) return null;
  const others = running.filter((other) => other !== from);
  const [only] = others;
  return only !== undefined && others.length === 1 ? { container: only, written: false } : null;
}

/** A name, a pattern, or what a command inside gives; a variable may be a child of its own. */
const NAMED = /^[A-Za-z./]|pgrep|pidof/;

function startOf(container: Container): string {
  const program = programOf(container);
  const call = program.kind === 'exec' ? program.calls[0]?.name : '';
  return `${container.name} ${baseOf(container.image ?? '')} ${call ?? ''}`;
}

function normal(text: string): string {
  return text.replaceAll('_', '-');
}

function relation(
  { kind, what }: Act,
  from: Container,
  to: { readonly container: Container; readonly written: boolean },
  { occasion, nodeOf, call }: ContainerText,
): Relation {
  const verb = kind === 'watches' ? 'watches a process of' : `${what} a process of`;
  return {
    ...{ kind, from, to: to.container, occasion, node: nodeOf(call?.name ?? '') },
    text: `${verb} ${to.container.name}`,
    certainty: to.written ? 'written' : 'likely',
  };
}
