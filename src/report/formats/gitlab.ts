import { type AlertLevel, alertsOf, wordsOf } from '../alerts.js';
import { printable, printableJson } from '../escape.js';
import type { Rendered, Told } from '../told.js';

const SEVERITIES: Readonly<Record<AlertLevel, string>> = {
  error: 'critical',
  warning: 'minor',
  note: 'info',
};

/** A Code Quality report: what the widget and the diff of a merge request on GitLab show. */
export function renderGitlab(told: Told): Rendered {
  const issues = alertsOf(told).map((alert) => {
    const { rule, level, place, fingerprint } = alert;
    return {
      check_name: rule,
      description: printable(wordsOf(alert)),
      fingerprint,
      severity: SEVERITIES[level],
      location: { path: place.path, lines: { begin: place.line } },
    };
  });
  return { text: printableJson(`${JSON.stringify(issues, null, 2)}\n`) };
}
