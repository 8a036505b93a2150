import type { Place, TextEdit } from '../../model/source.js';
import { columnAt, type Lines, lineAt } from '../../text/lines.js';
import { type AlertRule, textOfRule } from '../alert-rules.js';
import { type Alert, alertsOf, wordsOf } from '../alerts.js';
import { printable, printableJson } from '../escape.js';
import type { FileFix, Fix } from '../fixes.js';
import { HOME } from '../links.js';
import type { Rendered, Told } from '../told.js';

/** SARIF 2.1.0 with errata 01 (OASIS, 28 August 2023): results with fixes, for code scanning. */
export function renderSarif(told: Told): Rendered {
  const alerts = alertsOf(told);
  const rules = [...new Set(alerts.map(({ rule }) => rule))].sort();
  const indexes = new Map(rules.map((rule, index) => [rule, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sidecar-migrate',
            semanticVersion: told.meta.version,
            informationUri: HOME,
            rules: rules.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [invocationOf(told)],
        results: alerts.map((alert) => resultOf(alert, indexes.get(alert.rule) ?? -1)),
      },
    ],
  };
  return { text: printableJson(`${JSON.stringify(log, null, 2)}\n`) };
}

function ruleOf(rule: AlertRule): object {
  const { title, text, help, markdown, link } = textOfRule(rule);
  return {
    id: rule,
    shortDescription: { text: sentence(title) },
    fullDescription: { text: sentence(text) },
    helpUri: link,
    help: { text: sentence(help), ...(markdown === null ? {} : { markdown }) },
    defaultConfiguration: { level: 'warning' },
  };
}

/** What was not looked at is said of the run: it is no result. */
function invocationOf({ outcome, pathOf }: Told): object {
  const { problems, failures } = outcome;
  const failed = failures.map(({ path, message }) => ({
    level: 'error',
    message: { text: sentence(`an edit could not be verified and was left out: ${message}`) },
    locations: [{ physicalLocation: { artifactLocation: artifact(pathOf(path)) } }],
  }));
  const passed = problems.map(({ path, place, message, remedy }) => ({
    level: 'note',
    message: { text: sentence(wordsOf({ message, remedy })) },
    locations: [
      place === null
        ? { physicalLocation: { artifactLocation: artifact(pathOf(path)) } }
        : location({ ...place, path: pathOf(place.path) }),
    ],
  }));
  return {
    executionSuccessful: failures.length === 0,
    toolExecutionNotifications: [...failed, ...passed],
  };
}

function resultOf(alert: Alert, ruleIndex: number): object {
  const { rule, level, place, related, fingerprint, fix } = alert;
  return {
    ruleId: rule,
    ruleIndex,
    level,
    message: { text: sentence(wordsOf(alert)) },
    locations: [location(place)],
    ...(related.length === 0
      ? {}
      : { relatedLocations: related.map((each, id) => ({ id, ...location(each) })) }),
    partialFingerprints: { 'sidecarMigrate/v1': fingerprint },
    ...(fix === null ? {} : { fixes: [fixOf(fix)] }),
  };
}

function fixOf({ files }: Fix): object {
  return {
    description: { text: 'Move it to initContainers with restartPolicy: Always.' },
    artifactChanges: files.map(changeOf),
  };
}

function changeOf({ path, lines, edits }: FileFix): object {
  return {
    artifactLocation: artifact(path),
    replacements: edits.map((edit) => replacement(edit, lines)),
  };
}

function replacement({ start, end, text }: TextEdit, lines: Lines): object {
  return {
    deletedRegion: {
      startLine: lineAt(lines, start) + 1,
      startColumn: columnAt(lines, start) + 1,
      endLine: lineAt(lines, end) + 1,
      endColumn: columnAt(lines, end) + 1,
    },
    insertedContent: { text },
  };
}

function location({ path, line, column }: Place): object {
  return {
    physicalLocation: {
      artifactLocation: artifact(path),
      region: { startLine: line, startColumn: column },
    },
  };
}

/** A path is a URI here: `%20` for a space, `%25` for a percent sign. */
function artifact(path: string): object {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return path.startsWith('../') || path.startsWith('/') ? { uri } : { uri, uriBaseId: '%SRCROOT%' };
}

/** A message may hold links in brackets and arguments in braces: what is neither is escaped (3.11.5, 3.11.6). */
function sentence(text: string): string {
  const escaped = printable(text)
    .replace(/[[\]\\]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');
  return /[.!?]$/.test(escaped) ? escaped : `${escaped}.`;
}
