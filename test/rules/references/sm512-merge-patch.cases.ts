import type { Case } from '../../support/cases.js';
import { type Frame, indented, SQL_PROXY, withSidecar } from '../../support/examples.js';
import type { ReferenceCase } from '../../support/references.js';
import { argo, at, flux, patched } from './parts.js';

const merge = (name: string, key = 'containers'): string =>
  `patches:\n- target: {kind: Deployment, name: shop}\n  patch: |\n    kind: Deployment\n    metadata: {name: shop}\n    spec: {template: {spec: {${key}: [{name: ${name}, env: []}]}}}\n`;
const containersPatch = (items: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec: {template: {spec: {containers: [${items}]}}}`;

export const EXAMPLE: Frame = withSidecar(
  SQL_PROXY,
  (text) => ({
    files: flux(
      `  patches:\n  - target: {kind: Deployment, name: shop}\n    patch: |\n      kind: Deployment\n      metadata: {name: shop}\n      spec:\n        template:\n          spec:\n${indented(12, text)}\n`,
    ),
  }),
  'proxy',
);

export const CASES: readonly (Case | ReferenceCase)[] = [
  {
    name: 'a Kustomization of Flux merges into the sidecar',
    code: 'SM512',
    severity: 'block',
    fires: flux(at(2, merge('agent'))),
    where: 'deploy.yaml:9',
    says: 'in the patch, together',
    misses: [
      ['another container', flux(at(2, merge('web')))],
      ['init containers', flux(at(2, merge('agent', 'initContainers')))],
    ],
  },
  {
    name: 'an Application of Argo CD merges into the sidecar',
    code: 'SM512',
    severity: 'block',
    fires: argo('Application', `  source:\n    kustomize:\n${at(6, merge('agent'))}`),
    where: 'deploy.yaml:11',
    says: 'in the patch, together',
    misses: [
      [
        'another container',
        argo('Application', `  source:\n    kustomize:\n${at(6, merge('web'))}`),
      ],
    ],
  },
  {
    name: 'one of several sources of an Application merges into the sidecar',
    code: 'SM512',
    severity: 'block',
    fires: argo(
      'Application',
      `  sources:\n  - path: base\n  - kustomize:\n${at(6, merge('agent'))}`,
    ),
    where: 'deploy.yaml:12',
    says: 'in the patch, together',
    misses: [
      ['no patches', argo('Application', '  sources:\n  - path: base\n  - kustomize: {}\n')],
    ],
  },
  {
    name: 'an ApplicationSet merges into the sidecar',
    code: 'SM512',
    severity: 'block',
    fires: argo(
      'ApplicationSet',
      `  template:\n    spec:\n      source:\n        kustomize:\n${at(10, merge('agent'))}`,
    ),
    where: 'deploy.yaml:13',
    says: 'in the patch, together',
    misses: [['no source', argo('ApplicationSet', '  template: {spec: {project: shop}}\n')]],
  },
  {
    code: 'SM512',
    severity: 'block',
    fires: patched(containersPatch('{$patch: replace}, {name: web, image: x}')),
    misses: [
      ['by name: it follows', patched(containersPatch('{name: agent, tty: true}'))],
      ['a patch of App', patched(containersPatch('{name: web, image: agent}'))],
      [
        'another workload',
        patched(containersPatch('{$patch: replace}, {name: web}'), 'name: till'),
      ],
    ],
  },
];
