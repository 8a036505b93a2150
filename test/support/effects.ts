import type { Outcome } from '../../src/index.js';
import type { Severity } from '../../src/model/finding.js';
import type { Effect } from '../../src/rules/book/entry.js';
import { RULEBOOK } from '../../src/rules/book/index.js';

const EFFECTS = new Map(RULEBOOK.map(({ code, effect }) => [code, effect]));

const MAY: Readonly<Record<Effect, readonly Severity[]>> = {
  blocks: ['block', 'info'],
  warns: ['warn', 'info'],
  'blocks or warns': ['block', 'warn', 'info'],
  informs: ['info'],
  note: ['info'],
};

/** Findings that do more to a move than `explain` says of their rule. */
export function untrueEffects({ decisions }: Outcome): readonly string[] {
  const said = decisions.flatMap(({ containers }) =>
    containers.flatMap(({ container, findings }) =>
      findings.flatMap(({ code, severity }) => {
        // A comment makes a warning of a block.
        const isLowered = container.directives.some((d) => d.kind === 'allow' && d.code === code);
        const effect = EFFECTS.get(code);
        if (effect !== undefined && (MAY[effect].includes(severity) || isLowered)) return [];
        return [`${code} ${severity}, and explain says ${effect ?? 'nothing'}`];
      }),
    ),
  );
  return [...new Set(said)];
}
