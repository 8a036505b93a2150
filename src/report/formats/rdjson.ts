import type { Place } from '../../model/source.js';
import { linkOf } from '../alert-rules.js';
import { type Alert, type AlertLevel, alertsOf, wordsOf } from '../alerts.js';
import { listed } from '../counting.js';
import { printable, printableJson } from '../escape.js';
import { HOME } from '../links.js';
import { byFixes, type Suggestion, suggestionsOf, together } from '../suggestions.js';
import type { Rendered, Told } from '../told.js';

const SEVERITIES: Readonly<Record<AlertLevel, string>> = {
  error: 'ERROR',
  warning: 'WARNING',
  note: 'INFO',
};

const SOURCE = { name: 'sidecar-migrate', url: HOME };

/** So many others are named. */
const NAMED = 5;

/**
 * Reviewdog Diagnostic Format, with suggestions of whole lines: GitHub and GitLab take no others. Paths are those of
 * the working folder, since reviewdog puts the way from the root in front (pathutil.NormalizePath).
 */
export function renderRdjson(told: Told): Rendered {
  const alerts = alertsOf({ ...told, pathOf: (path) => path });
  const suggestions = suggestionsOf(alerts);
  const byFix = byFixes(suggestions);
  const at = new Map<Alert, Suggestion>();
  const elsewhere: Suggestion[] = [];
  for (const each of suggestions) {
    const first = each.alerts.find(({ place }) => place.path === each.path);
    if (first === undefined || at.has(first)) elsewhere.push(each);
    else at.set(first, each);
  }
  const beside = (one: Suggestion | undefined): string =>
    one === undefined ? '' : besideWords(one, together(one, byFix));
  const diagnostics = [
    ...alerts.map((alert) => ({
      message: printable(`${wordsOf(alert)}${beside(at.get(alert))}`),
      location: locationOf(alert.place),
      ...shared(alert),
      ...suggested(at.get(alert)),
      ...(alert.related.length === 0
        ? {}
        : {
            relatedLocations: alert.related.map((each) => ({
              message: 'what this is based on',
              location: locationOf(each),
            })),
          }),
    })),
    ...elsewhere.map((each) => {
      const [first] = each.alerts;
      const lead = first === undefined ? '' : `${first.message} (${atPlace(first.place)})`;
      return {
        message: printable(`this edit belongs to a move: ${lead}${beside(each)}`),
        location: { path: each.path, range: rangeOf(each) },
        ...(first === undefined ? {} : shared(first)),
        ...suggested(each),
      };
    }),
  ];
  return {
    text: printableJson(`${JSON.stringify({ source: SOURCE, diagnostics }, null, 2)}\n`),
  };
}

function shared({ rule, level }: Alert): object {
  return {
    severity: SEVERITIES[level],
    source: SOURCE,
    code: { value: rule, url: linkOf(rule) },
  };
}

function suggested(one: Suggestion | undefined): object {
  return one === undefined ? {} : { suggestions: [{ range: rangeOf(one), text: one.text }] };
}

/** Both lines count: without columns a range is of whole lines. */
function rangeOf({ first, last }: Suggestion): object {
  return { start: { line: first }, end: { line: last } };
}

function besideWords(one: Suggestion, others: readonly Suggestion[]): string {
  const more = one.alerts.length - 1;
  const also =
    more > 0
      ? ` The suggestion also contains ${more === 1 ? 'one more move' : `${more} more moves`}.`
      : '';
  const places = others.map(({ path, first }) => `${path}:${first}`);
  const all = places.length === 0 ? '' : ` Correct only together with ${listed(places, NAMED)}.`;
  return `${also === '' && all === '' ? '' : '.'}${also}${all}`;
}

function atPlace({ path, line }: Place): string {
  return `${path}:${line}`;
}

/** Without a column: it would count bytes. */
function locationOf({ path, line }: Place): object {
  return { path, range: { start: { line } } };
}
