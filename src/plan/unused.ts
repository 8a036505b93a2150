import type { Directive } from '../model/directive.js';
import type { PodDecision } from '../model/plan.js';
import type { Settings } from '../model/settings.js';

/** Allowances that no finding answered to: left standing, they would hide a later one. */
export function unusedWords(
  decisions: readonly PodDecision[],
  settings: Settings,
): readonly string[] {
  const findings = decisions.flatMap((decision) => decision.containers.flatMap((c) => c.findings));
  const codes = new Set(findings.map((finding) => finding.code));
  return [
    ...unusedAllows(decisions).map(
      ({ place, code }) =>
        `${place.path}:${place.line}:${place.column}: allow ${code} has no effect: the rule found nothing here; remove the comment`,
    ),
    ...settings.accept
      .filter(({ code }) => !codes.has(code))
      .map(({ code, source }) => `${source}: ${code} accepts nothing: no rule of that code fired`),
  ];
}

function unusedAllows(
  decisions: readonly PodDecision[],
): readonly (Directive & { kind: 'allow' })[] {
  return decisions.flatMap((decision) =>
    decision.containers.flatMap(({ container, findings }) =>
      container.directives.filter(
        (directive) =>
          directive.kind === 'allow' && !findings.some(({ code }) => code === directive.code),
      ),
    ),
  ) as (Directive & { kind: 'allow' })[];
}
