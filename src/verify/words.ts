import { count } from '../report/counting.js';
import { kindWord } from '../report/entries.js';
import { printable } from '../report/escape.js';
import type { Fault, FaultKind, MigratedPod, OtherChange, Verification } from './model.js';

/** Colours, or none. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly dim: (text: string) => string;
}

const KINDS: Readonly<Record<FaultKind, string>> = {
  'half-moved': 'half moved',
  order: 'wrong order',
  role: 'wrong container',
  rule: 'blocked by a rule',
  life: 'the pod hangs',
  mixed: 'unrelated change',
  comment: 'comment lost',
  forgotten: 'not updated',
  unread: 'unreadable',
};

/** What a person reads: what moved, what is wrong with it, what else changed, and the verdict last. */
export function verificationText(found: Verification, paint: Paint): string {
  const { pods, faults, warnings, others } = found;
  const sections = [
    section(
      'Moved',
      pods.flatMap((pod) => podLines(pod, paint)),
    ),
    section(
      'Faults',
      faults.flatMap((fault) => faultLines(fault, paint.bad(titleOf(fault)), paint)),
    ),
    section(
      'Warnings (not faults by themselves)',
      warnings.flatMap((fault) => faultLines(fault, paint.warn(fault.code ?? 'role'), paint)),
    ),
    section('Other changes', othersLines(others)),
  ].filter((text) => text !== '');
  return `${[...sections, verdictLine(found, paint)].join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function podLines(pod: MigratedPod, paint: Paint): readonly string[] {
  const { path, line, column, kind, name, containers, life } = pod;
  const names = containers.map((container) =>
    container.image === null || container.image === ''
      ? container.name
      : `${container.name} (${container.image})`,
  );
  return [
    printable(
      `${path}:${line}:${column} ${`${kindWord(kind)} ${name}`.trim()}: ${names.join(', ')}`,
    ),
    ...(life === null
      ? []
      : [
          paint.dim(printable(`  before: ${life.before}`)),
          paint.dim(printable(`  after:  ${life.after}`)),
        ]),
  ];
}

function titleOf({ kind, code }: Fault): string {
  return code === null ? KINDS[kind] : `${KINDS[kind]} ${code}`;
}

function faultLines(fault: Fault, title: string, paint: Paint): readonly string[] {
  const { path, place, message, remedy } = fault;
  const at = place === null ? path : `${path}:${place.line}:${place.column}`;
  return [
    `${printable(at)} ${title}: ${printable(message)}`,
    ...(remedy === '' ? [] : [paint.dim(`  -> ${printable(remedy)}`)]),
  ];
}

/** More files than these are counted. */
const MOST = 30;

function othersLines(others: readonly OtherChange[]): readonly string[] {
  const lines = others
    .slice(0, MOST)
    .map(({ path, object, message }) =>
      printable(object === '' ? `${path}: ${message}` : `${path}: ${object}: ${message}`),
    );
  const more = others.length - MOST;
  return more > 0 ? [...lines, `and ${count(more, 'more change')}`] : lines;
}

function verdictLine(found: Verification, paint: Paint): string {
  const text = verdictText(found);
  if (found.verdict === 'right') return paint.good(text);
  return found.verdict === 'wrong' ? paint.bad(text) : text;
}

/** The last line, and the `summary` of the JSON. */
export function verdictText({ verdict, pods, faults, warnings, others }: Verification): string {
  const containers = pods.flatMap((pod) => pod.containers).length;
  const moved = `${count(containers, 'container')} in ${count(pods.length, 'pod')}`;
  const beside = others.length === 0 ? '' : `; ${count(others.length, 'other change')}`;
  const looks = warnings.length === 0 ? '' : `; ${count(warnings.length, 'warning')} to review`;
  switch (verdict) {
    case 'right':
      return containers === 0
        ? `Correct: no container moved, and what refers to native sidecars was updated${looks}${beside}.`
        : `Correct: ${moved} moved, and nothing else changed in them${looks}${beside}.`;
    case 'wrong':
      return `Not correct: ${count(faults.length, 'fault')} in a change that moves ${moved}${beside}.`;
    case 'none':
      return `No migration: no container became a native sidecar${beside}.`;
  }
}
