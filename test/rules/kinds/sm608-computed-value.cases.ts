import type { Case } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import { BUNDLED, RAW } from '../references/parts.js';

export const EXAMPLE: Frame = (text) => ({ files: RAW(`          ${text},`, BUNDLED, {}) });

export const CASES: readonly Case[] = [
  {
    code: 'SM608',
    severity: 'warn',
    fires: RAW("          args: ['--port', port],", BUNDLED, {}),
    misses: [
      ['a literal', RAW("          args: ['--port', '2020'],", BUNDLED, {})],
      [
        'nothing that a rule looks at',
        RAW("          env: [{ name: 'PORT', value: port }],", BUNDLED, {}),
      ],
    ],
  },
];
