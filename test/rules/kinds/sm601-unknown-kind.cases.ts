import { type Case, files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import { changed } from '../../support/references.js';

const definition = (field: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: example.com
  names: {kind: Till}
  versions:
  - name: v1
    served: true
    schema:
      openAPIV3Schema:
        properties: {spec: {properties: {template: {properties: {spec: {properties: {initContainers: {items: {properties: {${field}: {type: string}}}}}}}}}}}
`;
const TILL = { kind: 'Till', apiVersion: 'example.com/v1' };

export const EXAMPLE: Frame = (text) => ({
  files: {
    ...files({}, { 'crd.yaml': definition('image') }),
    'app.yaml': changed(files({}), 'apiVersion: apps/v1\nkind: Deployment', text)['app.yaml'] ?? '',
  },
});

export const CASES: readonly Case[] = [
  {
    code: 'SM601',
    severity: 'block',
    fires: files(TILL, { 'crd.yaml': definition('image') }),
    misses: [
      ['the CRD keeps it, so it warns', files(TILL, { 'crd.yaml': definition('restartPolicy') })],
      ['no CRD: kept', files(TILL)],
    ],
  },
];
