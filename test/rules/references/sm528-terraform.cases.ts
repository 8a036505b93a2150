import type { ReferenceCase } from '../../support/references.js';
import { tool } from './parts.js';

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'Terraform reads the manifest',
    code: 'SM528',
    severity: 'info',
    fires: tool(
      'main.tf',
      'resource "kubernetes_manifest" "shop" {\n  manifest = yamldecode(file("app.yaml"))\n}\n',
    ),
    where: 'main.tf:2',
    says: 'Terraform refers to app.yaml',
    misses: [
      [
        'another file',
        tool(
          'main.tf',
          'resource "kubernetes_manifest" "shop" {\n  manifest = yamldecode(file("till.yaml"))\n}\n',
        ),
      ],
    ],
  },
];
