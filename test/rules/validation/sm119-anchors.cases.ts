import type { Case, Files } from '../../support/cases.js';
import { type Frame, indented, SQL_PROXY } from '../../support/examples.js';

const anchored = (use: string): Files => ({
  'app.yaml': `apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
  - {name: web, image: "registry.example.com/web:1"}
  - &agent {name: agent, image: "fluent/fluent-bit:3"}
x-agent: ${use}
`,
});

export const EXAMPLE: Frame = (text) => {
  const [own = '', use = ''] = text.split('\n...\n');
  return {
    files: {
      'app.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec:\n  containers:\n  - {name: web, image: x}\n${indented(2, own)}\n    image: ${SQL_PROXY}\n${use}\n`,
    },
  };
};

export const CASES: readonly Case[] = [
  {
    code: 'SM119',
    severity: 'block',
    fires: anchored('*agent'),
    misses: [['an anchor that nobody borrows from', anchored('none')]],
  },
];
