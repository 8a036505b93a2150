import { KINDS } from '../manifest/kinds/kinds.js';
import type { Directive } from '../model/directive.js';
import type { PodDecision } from '../model/plan.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import { nearest } from '../text/near.js';

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
      .map(({ code, source }) => `${source}: ${code} has no effect: the rule found nothing`),
  ];
}

/** Kinds that no pod with two containers has: of one that nobody knows, what was meant. */
export function unusedKinds(pods: readonly Pod[], settings: Settings): readonly string[] {
  const seen = new Set(pods.map(({ workload }) => workload.kind.toLowerCase()));
  const names = [...KINDS, ...settings.customKinds].map(({ kind }) => kind);
  return settings.kinds
    .filter((kind) => !seen.has(kind))
    .map((kind) => {
      const isKnown = names.some((name) => name.toLowerCase() === kind);
      const near = isKnown ? null : nearest(kind, names);
      const hint = near === null ? '' : `; did you mean ${near}?`;
      return `--kind ${kind}: no object of that kind with two or more containers was found${hint}`;
    });
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
