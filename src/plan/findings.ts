import type { Container } from '../model/container.js';
import type { Directive } from '../model/directive.js';
import type { Code, Finding, Severity } from '../model/finding.js';
import type { Hit, Subject } from '../model/rule.js';
import type { Settings } from '../model/settings.js';
import type { Rule } from '../rules/define.js';
import { hitsOn } from './hits.js';

/** Every finding of the rules on one container that would move, in the order of the rules. */
export function findingsOf(
  subject: Subject,
  rules: readonly Rule[],
  settings: Settings,
): readonly Finding[] {
  return hitsOn(subject, rules).map(({ rule: { code, absolute = false }, hit }) =>
    finding(code, hit, absolute, subject.container, settings),
  );
}

/** A hit as it stands for this user: severities, comments and acceptance taken into account. */
export function finding(
  code: Code,
  hit: Hit,
  absolute: boolean,
  container: Container,
  settings: Settings,
): Finding {
  const allowed = allowance(container, code);
  let severity: Severity = settings.severities.get(code) ?? hit.severity;
  // Config may lower warnings and raise anything; a block yields to an allow at the place only.
  if (hit.severity === 'block') severity = 'block';
  const lowered = severity === 'block' && !absolute && allowed !== null;
  if (lowered) severity = 'warn';
  return {
    code,
    severity,
    message: hit.message,
    remedy: hit.remedy,
    place: hit.place ?? container.place,
    related: hit.related ?? [],
    accepted: severity === 'warn' ? acceptance(code, lowered ? null : allowed, settings) : null,
  };
}

/** The `allow` comment of a container for a rule. */
function allowance(container: Container, code: Code): (Directive & { kind: 'allow' }) | null {
  for (const directive of container.directives)
    if (directive.kind === 'allow' && directive.code === code) return directive;
  return null;
}

/**
 * Who accepted a warning. A block that an `allow` lowered is not accepted by that same comment: it
 * takes a second word, on the command line or in the config.
 */
function acceptance(
  code: Code,
  allowed: (Directive & { kind: 'allow' }) | null,
  settings: Settings,
): string | null {
  if (allowed !== null) return `allow comment: ${allowed.reason}`;
  const accepted = settings.accept.find((entry) => entry.code === code);
  if (accepted !== undefined)
    return accepted.reason === '' ? accepted.source : `${accepted.source}: ${accepted.reason}`;
  return settings.unsafe ? '--unsafe' : null;
}
