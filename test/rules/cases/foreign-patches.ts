import { type Files, files } from '../../support/cases.js';
import type { ReferenceCase } from '../../support/references.js';

const applied = (apiVersion: string, kind: string, spec: string): Files =>
  files({}, { 'deploy.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nspec:\n${spec}` });
const argo = (kind: string, spec: string): Files => applied('argoproj.io/v1alpha1', kind, spec);
const flux = (spec: string): Files =>
  applied('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', spec);

const at = (columns: number, text: string): string => text.replace(/^(?=.)/gm, ' '.repeat(columns));
const merge = (name: string, key = 'containers'): string =>
  `patches:\n- target: {kind: Deployment, name: shop}\n  patch: |\n    kind: Deployment\n    metadata: {name: shop}\n    spec: {template: {spec: {${key}: [{name: ${name}, env: []}]}}}\n`;
const byIndex = (path: string, kind = 'Deployment'): string =>
  `patches:\n- target: {kind: ${kind}}\n  patch: |\n    - {op: remove, path: ${path}}\n`;
const LIMITS = '/spec/template/spec/containers/1/env';
const pointer = (path: string): string =>
  `ignoreDifferences:\n- kind: Deployment\n  jsonPointers: [${path}]\n`;

/** Patches that Flux and Argo CD hand to kustomize: they are found, and not rewritten. */
export const FOREIGN: readonly ReferenceCase[] = [
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
];
