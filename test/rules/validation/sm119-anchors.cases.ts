import type { Case, Files } from '../../support/cases.js';

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

export const CASES: readonly Case[] = [
  {
    code: 'SM119',
    severity: 'block',
    fires: anchored('*agent'),
    misses: [['an anchor that nobody borrows from', anchored('none')]],
  },
];
