import { type Case, files } from '../../support/cases.js';
import type { ReferenceCase } from '../../support/references.js';

export const CASES: readonly (Case | ReferenceCase)[] = [
  {
    code: 'SM519',
    severity: 'info',
    fires: files({
      app: ', env: [{name: C, valueFrom: {resourceFieldRef: {containerName: agent, resource: limits.cpu}}}]',
    }),
    misses: [
      [
        'itself',
        files({
          app: ', env: [{name: C, valueFrom: {resourceFieldRef: {containerName: web, resource: limits.cpu}}}]',
        }),
      ],
    ],
  },
  {
    name: 'a volume reads the resources of the sidecar',
    code: 'SM519',
    severity: 'info',
    fires: files({
      spec: '      volumes: [{name: info, projected: {sources: [{downwardAPI: {items: [{path: cpu, resourceFieldRef: {containerName: agent, resource: limits.cpu}}]}}]}}]\n',
    }),
    where: null,
    says: 'finds init containers too',
    misses: [
      [
        'App',
        files({
          spec: '      volumes: [{name: info, downwardAPI: {items: [{path: cpu, resourceFieldRef: {containerName: web, resource: limits.cpu}}]}}]\n',
        }),
      ],
    ],
  },
];
