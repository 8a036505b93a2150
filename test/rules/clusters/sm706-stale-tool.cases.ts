import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, underOptions } from '../../support/examples.js';
import { always } from '../parts.js';

const mesh = (value: string): Files =>
  files({ template: `, annotations: {appmesh.k8s.aws/sidecarInjectorWebhook: ${value}}` });

const KUIK = ', annotations: {kuik.enix.io/images: x}';
export const EXAMPLE: Frame = underOptions(files({ metadata: KUIK, template: KUIK }));

export const CASES: readonly Case[] = [
  always('SM706'),
  {
    code: 'SM706',
    severity: 'warn',
    fires: mesh('enabled'),
    misses: [['it opts out', mesh('disabled')]],
  },
];
