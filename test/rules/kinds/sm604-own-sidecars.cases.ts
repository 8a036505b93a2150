import type { Case, Files } from '../../support/cases.js';

const sidecarSet = (kind: string): Files => ({
  'app.yaml': `apiVersion: apps.kruise.io/v1alpha1
kind: ${kind}
metadata: {name: agents}
spec:
  containers: [{name: web, image: "registry.example.com/web:1"}, {name: agent, image: "fluent/fluent-bit:3"}]
`,
});

export const CASES: readonly Case[] = [
  {
    code: 'SM604',
    severity: 'kept',
    fires: sidecarSet('SidecarSet'),
    misses: [
      [
        'a Pod',
        {
          'app.yaml': (sidecarSet('Pod')['app.yaml'] ?? '').replace(
            'apps.kruise.io/v1alpha1',
            'v1',
          ),
        },
      ],
    ],
  },
];
