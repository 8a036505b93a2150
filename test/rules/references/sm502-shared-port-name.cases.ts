import { files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import type { ReferenceCase } from '../../support/references.js';
import { METRICS, NEW } from '../parts.js';
import { service } from './parts.js';

export const EXAMPLE: Frame = (text) => ({
  options: NEW,
  files: files(
    {
      app: ', ports: [{name: http, containerPort: 8080}]',
      sidecar: ', ports: [{name: http, containerPort: 9113}]',
    },
    { 'service.yaml': service('x').replace('targetPort: x', text) },
  ),
});

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'two containers share the name that a Service uses',
    code: 'SM502',
    severity: 'block',
    fires: files(
      { sidecar: METRICS, app: ', ports: [{name: metrics, containerPort: 80}]' },
      { 'service.yaml': service('metrics') },
    ),
    options: NEW,
    where: 'service.yaml:9',
    says: 'give the two ports different names',
    misses: [
      [
        'other names',
        files(
          { sidecar: METRICS, app: ', ports: [{name: http, containerPort: 80}]' },
          { 'service.yaml': service('metrics') },
        ),
        NEW,
      ],
      [
        'a number',
        files(
          { sidecar: METRICS, app: ', ports: [{name: metrics, containerPort: 80}]' },
          { 'service.yaml': service('80') },
        ),
      ],
      [
        'another protocol',
        files(
          { sidecar: METRICS, app: ', ports: [{name: metrics, containerPort: 80, protocol: UDP}]' },
          { 'service.yaml': service('metrics') },
        ),
      ],
    ],
  },
];
