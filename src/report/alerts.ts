import { createHash } from 'node:crypto';
import { type Finding, isBlock, isOpen } from '../model/finding.js';
import type { ContainerDecision, Gain, PodDecision } from '../model/plan.js';
import { podPathOf } from '../model/pod.js';
import type { Place, Problem } from '../model/source.js';
import type { TemplateFile } from '../model/templates.js';
import { type AlertRule, RULE_OF_PROBLEM } from './alert-rules.js';
import { workloadOf } from './entries.js';
import { type Fix, fixesOf } from './fixes.js';
import type { Told } from './told.js';
import { placesAfter } from './written-places.js';

/**
 * `error`: a native sidecar that will not work, or a comment that is not understood. `warning`: a sidecar that would
 * move, or waits for somebody. `note`: one that cannot move as things stand.
 */
export type AlertLevel = 'error' | 'warning' | 'note';

export const LEVELS: readonly AlertLevel[] = ['error', 'warning', 'note'];

/** One line of a review: what tools that annotate pull requests show. */
export interface Alert {
  readonly rule: AlertRule;
  readonly level: AlertLevel;
  /** Names the container and what is said of it; one line. */
  readonly message: string;
  /** What to do next; may be empty. */
  readonly remedy: string;
  /** As git has it, in the file as it is after the run. */
  readonly place: Place;
  /** Places that it rests on. */
  readonly related: readonly Place[];
  readonly fingerprint: string;
  /** The edits of its change, at the first container of it; null where there are none to make. */
  readonly fix: Fix | null;
}

/** Everything that a run has to say of single containers and files, in the order of the report. */
export function alertsOf(told: Told): readonly Alert[] {
  const { outcome, meta, pathOf } = told;
  const fixes = fixesOf(told);
  const placed = placesAfter(outcome, meta);
  const shown = (place: Place): Place => ({ ...placed(place), path: pathOf(place.path) });
  const nth = numbering();
  const first = new Map<Fix, Alert>();
  const alerts: Alert[] = [];
  for (const alert of [
    ...outcome.decisions.flatMap((decision) => ofPod(decision, fixes)),
    ...outcome.templates.flatMap(ofTemplate),
    ...outcome.problems.flatMap(ofProblem),
  ]) {
    const leader = alert.fix === null ? undefined : first.get(alert.fix);
    const own: Alert = {
      ...alert,
      place: shown(alert.place),
      related: alert.related.map(shown),
      fingerprint: nth(alert.fingerprint),
      ...(leader === undefined
        ? {}
        : { fix: null, remedy: `${alert.remedy}; ${goesWith(leader)}` }),
    };
    if (own.fix !== null) first.set(own.fix, own);
    alerts.push(own);
  }
  return alerts;
}

/** A fix is made once: a second one would move the same lines again. */
function goesWith({ place }: Alert): string {
  return `the fix at ${place.path}:${place.line} moves it too`;
}

type Fixes = ReadonlyMap<string, Fix | null>;

function ofPod(decision: PodDecision, fixes: Fixes): readonly Alert[] {
  const { change, containers, pod, reason } = decision;
  // null: it is made already.
  const fix = change === null ? undefined : fixes.get(change.id);
  const own = containers.flatMap((entry) => ofContainer(decision, entry, fix));
  if (fix === null || fix === undefined || containers.some(({ state }) => state === 'moved'))
    return own;
  const rule = 'patch-of-native-sidecar';
  return [
    {
      rule,
      level: 'warning',
      message: reason,
      remedy: 'sidecar-migrate --write updates them',
      place: pod.place,
      related: [],
      fingerprint: fingerprintOf(decision, '', rule),
      fix,
    },
    ...own,
  ];
}

function ofContainer(
  decision: PodDecision,
  entry: ContainerDecision,
  fix: Fix | null | undefined,
): readonly Alert[] {
  const { container, state, findings, gain, role } = entry;
  const { name } = container;
  const open = findings.filter((finding) => isBlock(finding) || isOpen(finding));
  const said = open.map((finding): Alert => {
    const { code, message, remedy, place, related } = finding;
    const level = levelOf(finding, state);
    const fingerprint = fingerprintOf(decision, name, code);
    const text = message.includes(name) ? message : `${name}: ${message}`;
    return { rule: code, level, message: text, remedy, place, related, fingerprint, fix: null };
  });
  const legacy = (message: string, remedy: string): Alert => ({
    rule: 'legacy-sidecar',
    level: 'warning',
    message,
    remedy,
    place: container.place,
    related: [],
    fingerprint: fingerprintOf(decision, name, 'legacy-sidecar'),
    fix: fix ?? null,
  });
  switch (state) {
    case 'moved': {
      if (fix === null) return said;
      const why = gain === null ? '' : gainWords(decision, gain);
      const remedy = 'sidecar-migrate --write moves it to initContainers';
      return [legacy(`${name} is a legacy sidecar${why}`, remedy), ...said];
    }
    case 'review': {
      if (said.length > 0) return said;
      const why = role === null ? '' : `: ${role.why}`;
      const remedy = `confirm it with --sidecar ${name}, or dismiss it with --keep ${name}`;
      return [{ ...legacy(`${name} may be a legacy sidecar${why}`, remedy), fix: null }];
    }
    case 'blocked':
    case 'native':
    case 'app':
    case 'init':
      return said;
  }
}

/** As the end of a sentence about the container. */
function gainWords(decision: PodDecision, { kind, message }: Gain): string {
  return kind === 'completes' ? `: ${workloadOf(decision)} ${message}` : `; moved, ${message}`;
}

function levelOf(finding: Finding, state: ContainerDecision['state']): AlertLevel {
  if (!isBlock(finding)) return 'warning';
  return state === 'blocked' ? 'note' : 'error';
}

function ofTemplate({ path, sidecars }: TemplateFile): readonly Alert[] {
  return sidecars.map(({ name, place, reason, next }) => ({
    rule: 'template-sidecar',
    level: 'warning',
    message: `${name} is a legacy sidecar in a Helm template${reason === '' ? '' : `: ${reason}`}`,
    remedy: next,
    place: { ...place, path },
    related: [],
    fingerprint: hash('template', path, name),
    fix: null,
  }));
}

function ofProblem({ kind, path, place, message, remedy }: Problem): readonly Alert[] {
  const rule = RULE_OF_PROBLEM[kind];
  if (rule === null) return [];
  return [
    {
      rule,
      level: rule === 'comment-not-understood' ? 'error' : 'warning',
      message,
      remedy,
      place: place ?? { path, line: 1, column: 1, offset: 0 },
      related: [],
      fingerprint: hash(rule, path, message),
      fix: null,
    },
  ];
}

/** What is said and what to do, as one text. */
export function wordsOf({ message, remedy }: Pick<Alert, 'message' | 'remedy'>): string {
  return remedy === '' ? message : `${message}; ${remedy}`;
}

/**
 * Sixteen hex digits for what is said of a container: of what it is about, and not of where that stands, so that
 * they are the same after lines moved, and after the file was formatted or got another name.
 */
function fingerprintOf({ pod }: PodDecision, container: string, rule: string): string {
  const { apiVersion, kind, namespace, name } = pod.workload;
  const group = apiVersion.includes('/') ? apiVersion.split('/', 1) : [''];
  return hash(...group, kind, namespace, name, podPathOf(pod).join('/'), container, rule);
}

/** The same thing may be said more than once: copies of an object are numbered in their order. */
function numbering(): (fingerprint: string) => string {
  const seen = new Map<string, number>();
  return (fingerprint) => {
    const nth = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, nth);
    return nth === 1 ? fingerprint : hash(fingerprint, String(nth));
  };
}

function hash(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
