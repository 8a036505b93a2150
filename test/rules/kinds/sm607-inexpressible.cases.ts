import { type Case, files } from '../../support/cases.js';
import { type Frame, indented, SQL_PROXY } from '../../support/examples.js';

export const EXAMPLE: Frame = (text) => ({
  files: {
    'app.yaml': `apiVersion: v1\nkind: Pod\nspec:\n  x: &containers [{name: app, image: b}, {name: proxy, image: "${SQL_PROXY}"}]\n${indented(2, text)}\n`,
  },
});

export const CASES: readonly Case[] = [
  {
    code: 'SM607',
    severity: 'block',
    fires: {
      'app.yaml':
        'apiVersion: v1\nkind: Pod\nspec:\n  x: &c [{name: a, image: b}, {name: fluent-bit, image: "fluent/fluent-bit:3"}]\n  containers: *c\n',
    },
    misses: [['no alias', files({})]],
  },
];
