import type { Outcome } from '../../model/outcome.js';
import { type Alert, alertsOf } from '../alerts.js';
import { printable } from '../escape.js';

/** GitHub shows that many annotations of a kind for one step, and drops the others without a word. */
const SHOWN = 10;

const KINDS = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** Workflow commands of GitHub Actions: one annotation a line. What is over the limit is counted. */
export function renderGithub(outcome: Outcome): string {
  const lines: string[] = [];
  const alerts = alertsOf(outcome);
  for (const level of ['error', 'warning', 'note'] as const) {
    const own = alerts.filter((alert) => alert.level === level);
    const shown = own.length > SHOWN ? own.slice(0, SHOWN - 1) : own;
    lines.push(...shown.map(annotation));
    if (own.length > shown.length)
      lines.push(
        `::${KINDS[level]} title=sidecar-migrate::${own.length - shown.length} more: see the job summary, or run sidecar-migrate --verbose`,
      );
  }
  return lines.map((line) => `${line}\n`).join('');
}

function annotation({ rule, level, message, remedy, place }: Alert): string {
  const at = `file=${property(place.path)},line=${place.line},col=${place.column}`;
  const text = remedy === '' ? message : `${message}. ${remedy}`;
  return `::${KINDS[level]} ${at},title=${property(rule)}::${data(text)}`;
}

/** https://github.com/actions/toolkit, packages/core/src/command.ts: what a value must not hold. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function data(text: string): string {
  return printable(text).replaceAll('%', '%25');
}
