import { type Case, type Files, files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';

const replaced = (fieldPath: string): Files =>
  files(
    {},
    {
      'kustomization.yaml': `resources: [app.yaml]\nreplacements:\n- source: {kind: ConfigMap, name: x, fieldPath: data.x}\n  targets:\n  - select: {kind: Deployment, name: shop}\n    fieldPaths: ["${fieldPath}"]\n`,
    },
  );

export const EXAMPLE: Frame = (text) => ({ files: replaced(text) });

export const CASES: readonly Case[] = [
  {
    code: 'SM514',
    severity: 'block',
    fires: replaced('spec.template.spec.containers.*.image'),
    misses: [
      ['by name: it follows', replaced('spec.template.spec.containers.[name=agent].image')],
      ['by index: it follows', replaced('spec.template.spec.containers.1.image')],
      ['App', replaced('spec.template.spec.containers.[name=web].image')],
    ],
  },
];
