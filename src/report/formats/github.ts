import type { Place } from '../../model/source.js';
import { type Alert, type AlertLevel, alertsOf, LEVELS, wordsOf } from '../alerts.js';
import { count } from '../counting.js';
import { printable } from '../escape.js';
import { asCode, asProse } from '../prose.js';
import type { Rendered, Told } from '../told.js';

/** GitHub shows that many annotations of a kind for one step, and drops the others without a word. */
const SHOWN = 10;

/** GitHub takes a mebibyte of summary from a step, and nothing where there is more. */
const ROOM = 500_000;

const KINDS: Readonly<Record<AlertLevel, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'notice',
};

/** Workflow commands of GitHub Actions, one annotation a line; the summary of the job gets what has no room. */
export function renderGithub(told: Told): Rendered {
  const alerts = alertsOf(told);
  const lines: string[] = [];
  const rest: Alert[] = [];
  for (const level of LEVELS) {
    const own = alerts.filter((alert) => alert.level === level);
    const shown = own.length > SHOWN ? own.slice(0, SHOWN - 1) : own;
    lines.push(...shown.map(annotation));
    if (own.length === shown.length) continue;
    rest.push(...own.slice(shown.length));
    const more = `${own.length - shown.length} more of this kind: the summary of the job lists them, and so does --format markdown`;
    lines.push(`::${KINDS[level]} title=sidecar-migrate::${data(more)}`);
  }
  return { text: lines.map((line) => `${line}\n`).join(''), beside: summaryOf(rest) };
}

function annotation(alert: Alert): string {
  const { rule, level, place } = alert;
  const at = `file=${property(place.path)},line=${place.line},col=${place.column}`;
  return `::${KINDS[level]} ${at},title=${property(rule)}::${data(wordsOf(alert))}`;
}

/** What may not stand in a property of a command (actions/toolkit, packages/core/src/command.ts). */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function data(text: string): string {
  return printable(text).replaceAll('%', '%25');
}

function summaryOf(alerts: readonly Alert[]): string {
  if (alerts.length === 0) return '';
  const head = `### sidecar-migrate: ${count(alerts.length, 'more finding')}\n\n`;
  let room = ROOM - head.length;
  const lines: string[] = [];
  for (const alert of alerts) {
    const line = `- ${asCode(at(alert.place))} ${alert.rule}, ${alert.level}: ${asProse(wordsOf(alert))}\n`;
    room -= Buffer.byteLength(line);
    if (room < 0) break;
    lines.push(line);
  }
  const left = alerts.length - lines.length;
  return `${head}${lines.join('')}${left === 0 ? '' : `- … and ${left} more: \`sidecar-migrate -v\` lists them\n`}\n`;
}

function at({ path, line }: Place): string {
  return `${path}:${line}`;
}
