import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, fields } from '../../support/examples.js';
import { image, PORT, preStop, ROLE } from '../parts.js';

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec:\n  selector: {app: shop}\n  ports:\n  - {port: 80, targetPort: 2020}\n';
const nginx = (shape: Parameters<typeof files>[0]): Files =>
  image('nginx:1.27', files({ sidecar: PORT, ...shape }, { 'service.yaml': SERVICE }));

export const EXAMPLE: Frame = (text) => ({ files: nginx({ app: fields(text) }), options: ROLE });

export const CASES: readonly Case[] = [
  {
    code: 'SM309',
    severity: 'note',
    fires: nginx({}),
    options: { sidecar: ['agent'] },
    misses: [
      ['App waits', nginx({ app: preStop('sleep 5') })],
      ['no proxy', files({ sidecar: PORT })],
    ],
  },
  {
    code: 'SM309',
    severity: 'warn',
    fires: nginx({}),
    options: { sidecar: ['agent'] },
    misses: [
      ['App waits', nginx({ app: preStop('sleep 5') })],
      ['another port', nginx({ sidecar: ', ports: [{containerPort: 2021}]' })],
      ['no proxy', files({ sidecar: PORT }, { 'service.yaml': SERVICE })],
    ],
  },
];
