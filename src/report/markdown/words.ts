import type { Code } from '../../model/finding.js';
import type { PodDecision } from '../../model/plan.js';
import type { Place } from '../../model/source.js';
import { kindWord } from '../entries.js';
import { pageOf } from '../links.js';
import { asCode, asProse } from '../prose.js';

/** A name or a sentence that is longer is cut: one of them must not take the room of all others. */
const NAME = 160;
const PATH = 300;
const SENTENCE = 700;

export function name(text: string): string {
  return asCode(cut(text, NAME));
}

export function sentence(text: string): string {
  return asProse(cut(text.trim(), SENTENCE));
}

export function placeOf({ path, line }: Place): string {
  return asCode(`${cut(path, PATH)}:${line}`);
}

/** `Job report`, as prose; `pod` where it is no object of its own. */
export function workload({ pod }: PodDecision): string {
  const { kind, name: own } = pod.workload;
  const title = [
    ...(kind === '' ? ['pod'] : [sentence(kindWord(kind))]),
    ...(own === '' ? [] : [name(own)]),
  ];
  return title.join(' ');
}

export function link(code: Code): string {
  return `[${code}](${pageOf(code)})`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
}
