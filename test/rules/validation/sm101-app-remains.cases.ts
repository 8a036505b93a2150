import { type Case, files } from '../../support/cases.js';
import { type Frame, indented, under } from '../../support/examples.js';

export const EXAMPLE: Frame = under({ sidecar: ['proxy', 'agent'] }, (text) => ({
  files: {
    'app.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec:\n${indented(2, text)}\n`,
  },
}));

export const CASES: readonly Case[] = [
  {
    code: 'SM101',
    severity: 'block',
    fires: files({ app: '' }),
    options: { sidecar: ['*'] },
    misses: [['one stays', files({}), {}]],
  },
];
