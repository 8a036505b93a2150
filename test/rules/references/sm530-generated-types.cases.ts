import type { Case, Files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import { BUNDLED, RAW } from './parts.js';

const PINNED = (version: string): Files => ({ 'cdk8s.yaml': `imports:\n- k8s@${version}\n` });

export const EXAMPLE: Frame = (text) => ({
  files: RAW('', './imports/k8s', { 'cdk8s.yaml': `${text}\n` }),
});

export const CASES: readonly Case[] = [
  {
    code: 'SM530',
    severity: 'block',
    fires: RAW('', './imports/k8s', PINNED('1.25.0')),
    misses: [
      ['a schema with the field', RAW('', './imports/k8s', PINNED('1.28.0'))],
      ['types that come with cdk8s-plus', RAW('', BUNDLED, PINNED('1.25.0'))],
    ],
  },
  {
    code: 'SM530',
    severity: 'warn',
    fires: RAW('', './imports/k8s', {}),
    misses: [['they are in the tree', RAW('', './imports/k8s', PINNED('1.29.0'))]],
  },
];
