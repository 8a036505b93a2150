import { createHash } from 'node:crypto';
import { type Code, type Finding, isBlock, isOpen } from '../model/finding.js';
import type { Outcome } from '../model/outcome.js';
import type { ContainerDecision, PodDecision } from '../model/plan.js';
import type { Place, TextEdit } from '../model/source.js';

/** A container that would move, without any rule that speaks of it. */
export const LEGACY = 'legacy-sidecar';

export type AlertRule = Code | typeof LEGACY;

/**
 * `error`: a native sidecar that will not work. `warning`: a legacy sidecar, or what holds one back.
 * `note`: what is good to know of a sidecar that moves.
 */
export type AlertLevel = 'error' | 'warning' | 'note';

/** One line of a review: what tools that annotate pull requests show. */
export interface Alert {
  readonly rule: AlertRule;
  readonly level: AlertLevel;
  /** Names the container and what is said of it; one line. */
  readonly message: string;
  /** What to do next; may be empty. */
  readonly remedy: string;
  readonly place: Place;
  readonly related: readonly Place[];
  /** Sixteen hex digits; the same after lines have moved, the file was formatted or renamed. */
  readonly fingerprint: string;
  /** The edits of its change by path, where the move was planned and proven. */
  readonly fix: ReadonlyMap<string, readonly TextEdit[]> | null;
}

/** Everything that a run has to say of single containers, in the order of the report. */
export function alertsOf(outcome: Outcome): readonly Alert[] {
  const fixes = new Map(outcome.proven.map(({ change, edits }) => [change.id, edits]));
  const seen = new Map<string, number>();
  const numbered = (alert: Alert): Alert => {
    const nth = (seen.get(alert.fingerprint) ?? 0) + 1;
    seen.set(alert.fingerprint, nth);
    return nth === 1 ? alert : { ...alert, fingerprint: hash(alert.fingerprint, String(nth)) };
  };
  return outcome.decisions.flatMap((decision) => {
    const fix = decision.change === null ? null : (fixes.get(decision.change.id) ?? null);
    return decision.containers.flatMap((entry) =>
      alertsOn(decision, entry, entry.state === 'moved' ? fix : null).map(numbered),
    );
  });
}

function alertsOn(
  decision: PodDecision,
  entry: ContainerDecision,
  fix: Alert['fix'],
): readonly Alert[] {
  const { container, state, findings } = entry;
  const { name } = container;
  const own = findings.filter((finding) => isBlock(finding) || isOpen(finding));
  const said = own.map((finding) => ({
    rule: finding.code,
    level: levelOf(finding, state),
    message: `${name}: ${finding.message}`,
    remedy: finding.remedy,
    place: finding.place,
    related: finding.related,
    fingerprint: fingerprintOf(decision, name, finding.code),
    fix: null,
  }));
  switch (state) {
    case 'moved':
      return [
        {
          rule: LEGACY,
          level: 'warning',
          message: `${name} is a legacy sidecar${entry.gain === null ? '' : `: ${entry.gain.message}`}`,
          remedy: 'sidecar-migrate --write moves it to initContainers with restartPolicy: Always',
          place: container.place,
          related: [],
          fingerprint: fingerprintOf(decision, name, LEGACY),
          fix,
        },
        ...said,
      ];
    case 'review':
      if (said.length > 0) return said;
      return [
        {
          rule: LEGACY,
          level: 'warning',
          message: `${name} may be a legacy sidecar${entry.role === null ? '' : `: ${entry.role.why}`}`,
          remedy: `confirm it with --sidecar ${name}, or dismiss it with --keep ${name}`,
          place: container.place,
          related: [],
          fingerprint: fingerprintOf(decision, name, LEGACY),
          fix: null,
        },
      ];
    case 'blocked':
    case 'native':
    case 'app':
    case 'init':
      return said;
  }
}

function levelOf(finding: Finding, state: ContainerDecision['state']): AlertLevel {
  return state === 'native' && isBlock(finding) ? 'error' : 'warning';
}

/** Of what it is about, and not of where that stands: lines and files may change their names. */
function fingerprintOf({ pod }: PodDecision, container: string, rule: AlertRule): string {
  const { apiVersion, kind, namespace, name } = pod.workload;
  return hash(apiVersion.split('/')[0] ?? '', kind, namespace, name, container, rule);
}

function hash(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
}
