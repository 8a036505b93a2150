import type { Case } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import type { ReferenceCase } from '../../support/references.js';
import { ALWAYS, entry } from '../native.js';
import { argo, at, flux, patched } from './parts.js';

const byIndex = (path: string, kind = 'Deployment'): string =>
  `patches:\n- target: {kind: ${kind}}\n  patch: |\n    - {op: remove, path: ${path}}\n`;
const LIMITS = '/spec/template/spec/containers/1/env';
const pointer = (path: string): string =>
  `ignoreDifferences:\n- kind: Deployment\n  jsonPointers: [${path}]\n`;

export const EXAMPLE: Frame = (text) => ({
  files: {
    ...flux(
      `  patches:\n  - target: {kind: Deployment}\n    patch: |\n      - op: replace\n        ${text}\n        value: x\n`,
    ),
    // The patch changes together with the pod.
    ...(text.includes('init') ? entry(ALWAYS) : {}),
  },
});

export const CASES: readonly (Case | ReferenceCase)[] = [
  {
    name: 'a Kustomization of Flux patches a container by its index',
    code: 'SM513',
    severity: 'block',
    fires: flux(at(2, byIndex(LIMITS))),
    where: 'deploy.yaml:7',
    says: 'a strategic merge patch by name first',
    misses: [
      ['in front of it', flux(at(2, byIndex(LIMITS.replace('1', '0'))))],
      ['another kind', flux(at(2, byIndex(LIMITS, 'StatefulSet')))],
    ],
  },
  {
    name: 'an Application ignores differences by index',
    code: 'SM513',
    severity: 'block',
    fires: argo('Application', at(2, pointer(LIMITS))),
    where: 'deploy.yaml:6',
    says: 'a strategic merge patch by name first',
    misses: [['of the replicas', argo('Application', at(2, pointer('/spec/replicas')))]],
  },
  {
    name: 'an ApplicationSet ignores differences by index',
    code: 'SM513',
    severity: 'block',
    fires: argo('ApplicationSet', `  template:\n    spec:\n${at(6, pointer(LIMITS))}`),
    where: 'deploy.yaml:8',
    says: 'a strategic merge patch by name first',
    misses: [
      [
        'of the replicas',
        argo('ApplicationSet', `  template:\n    spec:\n${at(6, pointer('/spec/replicas'))}`),
      ],
    ],
  },
  {
    code: 'SM513',
    severity: 'block',
    fires: patched(
      '- {op: replace, path: /spec/template/spec/containers, value: [{name: web, image: x}, {name: agent, image: "fluent/fluent-bit:4"}]}',
    ),
    misses: [
      [
        'by index: it follows',
        patched('- {op: replace, path: /spec/template/spec/containers/1/image, value: x}'),
      ],
      [
        'an index before it',
        patched('- {op: replace, path: /spec/template/spec/containers/0/image, value: x}'),
      ],
      [
        'appending',
        patched('- {op: add, path: /spec/template/spec/containers/-, value: {name: x, image: x}}'),
      ],
    ],
  },
];
