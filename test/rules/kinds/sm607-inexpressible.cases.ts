import { type Case, files } from '../../support/cases.js';

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
