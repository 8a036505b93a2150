import type { Case } from '../../support/cases.js';
import { type Frame, indented } from '../../support/examples.js';
import { release } from './parts.js';

const AGENT = '{name: agent, image: "fluent/fluent-bit:3"}';
const EXTRA = `    server:\n      extraContainers:\n      - ${AGENT}\n`;
const BEFORE = `    extraContainers:\n    - ${AGENT}\n`;

export const EXAMPLE: Frame = (text) => ({
  files: release(`${indented(4, text)}\n`, 'prometheus-adapter'),
});

export const CASES: readonly Case[] = [
  {
    code: 'SM527',
    severity: 'warn',
    fires: release(EXTRA),
    misses: [
      [
        'a manifest',
        {
          'app.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec: {containers: []}\n',
        },
      ],
      ['no such key', release(EXTRA.replace('server', 'injector'))],
    ],
  },
  {
    code: 'SM527',
    severity: 'block',
    fires: release(BEFORE, 'prometheus-adapter'),
    misses: [
      ['a chart that takes init containers', release(BEFORE, 'atlantis')],
      ['a list elsewhere', release(EXTRA)],
    ],
  },
];
