import type { Case, Files } from '../../support/cases.js';
import { POD } from '../parts.js';

const HEAD: Files = {
  'app.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec:\n  containers:\n  - {name: agent, image: "fluent/fluent-bit:3"}\n  - {name: web, image: "registry.example.com/web:1"}\n',
};

export const CASES: readonly Case[] = [
  {
    code: 'SM510',
    severity: 'note',
    fires: HEAD,
    misses: [['the application stands first', POD]],
  },
];
