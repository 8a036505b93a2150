import type { Outcome } from '../../model/outcome.js';
import type { Place, TextEdit } from '../../model/source.js';
import { RULEBOOK } from '../../rules/book/index.js';
import { type Alert, type AlertRule, alertsOf, LEGACY } from '../alerts.js';
import { printable, printableJson } from '../escape.js';
import type { RunMeta } from '../meta.js';
import { type Position, positionsOf } from '../positions.js';

const HOME = 'https://github.com/sidecar-migrate/sidecar-migrate';
const KEP =
  'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers';

/** SARIF 2.1.0 (OASIS, 27 March 2020): results with fixes, for code scanning. */
export function renderSarif(outcome: Outcome, meta: RunMeta): string {
  const alerts = alertsOf(outcome);
  const codes = [...new Set(alerts.map(({ rule }) => rule))].sort();
  const positions = new Map(outcome.files.map(({ path, before }) => [path, positionsOf(before)]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sidecar-migrate',
            semanticVersion: meta.version,
            informationUri: HOME,
            rules: codes.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: alerts.map((alert) => resultOf(alert, codes.indexOf(alert.rule), positions)),
        invocations: [
          {
            executionSuccessful: outcome.failures.length === 0,
            toolExecutionNotifications: outcome.problems.map(({ path, place, message }) => ({
              level: 'warning',
              message: { text: printable(message) },
              locations: [
                place === null
                  ? { physicalLocation: { artifactLocation: artifact(path) } }
                  : location(place),
              ],
            })),
          },
        ],
      },
    ],
  };
  return printableJson(`${JSON.stringify(log, null, 2)}\n`);
}

function ruleOf(code: AlertRule): object {
  if (code === LEGACY)
    return {
      id: code,
      shortDescription: { text: 'a sidecar among the containers' },
      fullDescription: {
        text: 'A sidecar in containers starts together with the application and keeps a Job from completing. Since Kubernetes 1.29 it can be a native sidecar: an init container with restartPolicy: Always.',
      },
      helpUri: KEP,
      help: { text: 'sidecar-migrate --write moves it and keeps every other byte.' },
    };
  const page = RULEBOOK.find((entry) => entry.code === code);
  return {
    id: code,
    shortDescription: { text: page?.title ?? code },
    fullDescription: { text: page?.harm ?? code },
    helpUri: `${HOME}/blob/main/docs/rules/${code}.md`,
    help: { text: page === undefined ? code : `${page.seen}\n\n${page.fix}` },
  };
}

type Positions = ReadonlyMap<string, (offset: number) => Position>;

function resultOf(alert: Alert, ruleIndex: number, positions: Positions): object {
  const { rule, level, message, remedy, place, related, fingerprint, fix } = alert;
  const text = remedy === '' ? message : `${message}. ${remedy}`;
  return {
    ruleId: rule,
    ruleIndex,
    level,
    // SARIF reads [text](1) as a link, and {0} as an argument.
    message: { text: printable(text).replace(/[[\]{}\\]/g, '\\$&') },
    locations: [location(place)],
    ...(related.length === 0 ? {} : { relatedLocations: related.map(location) }),
    partialFingerprints: { 'sidecarMigrate/v1': fingerprint },
    ...(fix === null || fix.size === 0
      ? {}
      : {
          fixes: [
            {
              description: { text: 'Move it to initContainers with restartPolicy: Always.' },
              artifactChanges: [...fix].map(([path, edits]) => ({
                artifactLocation: artifact(path),
                replacements: edits.map((edit) => replacement(edit, positions.get(path))),
              })),
            },
          ],
        }),
  };
}

function replacement(
  { start, end, text }: TextEdit,
  positionOf: ((offset: number) => Position) | undefined,
): object {
  if (positionOf === undefined)
    return {
      deletedRegion: { charOffset: start, charLength: end - start },
      insertedContent: { text },
    };
  const from = positionOf(start);
  const to = positionOf(end);
  return {
    deletedRegion: {
      startLine: from.line,
      startColumn: from.column,
      endLine: to.line,
      endColumn: to.column,
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
  return { uri: path.split('/').map(encodeURIComponent).join('/') };
}
