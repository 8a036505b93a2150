import type { Outcome } from '../../model/outcome.js';
import type { Place } from '../../model/source.js';
import { type Alert, alertsOf, LEGACY } from '../alerts.js';
import { printable, printableJson } from '../escape.js';
import { positionsOf } from '../positions.js';

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', note: 'INFO' } as const;

/**
 * Reviewdog Diagnostic Format. The suggestions of a move stand at the file of its container; what it
 * changes in other files cannot be suggested there, and the message says so.
 */
export function renderRdjson(outcome: Outcome): string {
  const texts = new Map(outcome.files.map(({ path, before }) => [path, before]));
  const said = new Set<string>();
  const diagnostics = alertsOf(outcome).map((alert) => {
    const { rule, level, place, related } = alert;
    const suggestions = suggestionsOf(alert, texts, said);
    return {
      message: messageOf(alert),
      location: locationOf(place),
      severity: SEVERITIES[level],
      source: { name: 'sidecar-migrate' },
      code: {
        value: rule,
        ...(rule === LEGACY
          ? {}
          : {
              url: `https://github.com/sidecar-migrate/sidecar-migrate/blob/main/docs/rules/${rule}.md`,
            }),
      },
      ...(suggestions.length === 0 ? {} : { suggestions }),
      ...(related.length === 0
        ? {}
        : {
            relatedLocations: related.map((each) => ({
              message: 'this is what it rests on',
              location: locationOf(each),
            })),
          }),
    };
  });
  return printableJson(
    `${JSON.stringify({ source: { name: 'sidecar-migrate' }, diagnostics }, null, 2)}\n`,
  );
}

function messageOf({ message, remedy, fix, place }: Alert): string {
  const others = [...(fix?.keys() ?? [])].filter((path) => path !== place.path);
  const beside = others.length === 0 ? '' : ` It changes ${others.join(', ')}, too.`;
  return printable(`${message}${remedy === '' ? '' : `. ${remedy}`}${beside}`);
}

/** Each edit is suggested once: containers of one change share them. */
function suggestionsOf(
  { fix, place }: Alert,
  texts: ReadonlyMap<string, string>,
  said: Set<string>,
): readonly object[] {
  const text = texts.get(place.path);
  const edits = fix?.get(place.path);
  if (text === undefined || edits === undefined) return [];
  const positionOf = positionsOf(text);
  return edits.flatMap(({ start, end, text: inserted }) => {
    const key = `${place.path}\0${start}\0${end}`;
    if (said.has(key)) return [];
    said.add(key);
    const [from, to] = [positionOf(start), positionOf(end)];
    return [
      {
        range: {
          start: { line: from.line, column: from.byte },
          end: { line: to.line, column: to.byte },
        },
        text: inserted,
      },
    ];
  });
}

function locationOf({ path, line, column }: Place): object {
  return { path, range: { start: { line, column } } };
}
