import type { Outcome } from '../../model/outcome.js';
import { alertsOf } from '../alerts.js';
import { printable, printableJson } from '../escape.js';

const SEVERITIES = { error: 'critical', warning: 'minor', note: 'info' } as const;

/** A Code Quality report of GitLab: what the merge request's widget and diff show. */
export function renderGitlab(outcome: Outcome): string {
  const issues = alertsOf(outcome).map(({ rule, level, message, remedy, place, fingerprint }) => ({
    description: printable(remedy === '' ? message : `${message}. ${remedy}`),
    check_name: rule,
    fingerprint,
    severity: SEVERITIES[level],
    location: { path: place.path, lines: { begin: place.line } },
  }));
  return printableJson(`${JSON.stringify(issues, null, 2)}\n`);
}
