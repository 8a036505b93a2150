import type { Outcome } from '../../src/index.js';
import type { Severity } from '../../src/model/finding.js';
import type { Effect } from '../../src/rules/define.js';
import { RULEBOOK } from '../../src/rules/registry.js';

const EFFECTS = new Map(RULEBOOK.map(({ code, effects }) => [code, effects]));

const MAY: Readonly<Record<Effect, Severity | null>> = {
  blocks: 'block',
  warns: 'warn',
  informs: 'info',
  note: null,
};

/** Findings that do more to a move than `explain` says of their rule. */
export function untrueEffects({ decisions }: Outcome): readonly string[] {
  const said = decisions.flatMap(({ containers }) =>
    containers.flatMap(({ container, findings }) =>
      findings.flatMap(({ code, severity }) => {
        // A comment makes a warning of a block.
        const isLowered = container.directives.some((d) => d.kind === 'allow' && d.code === code);
        const effects = EFFECTS.get(code);
        if (effects?.some((effect) => MAY[effect] === severity) || isLowered) return [];
        return [`${code} ${severity}, and explain says ${effects?.join(', ') ?? 'nothing'}`];
      }),
    ),
  );
  return [...new Set(said)];
}
