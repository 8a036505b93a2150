import { type Case, files } from '../../support/cases.js';
import { type Frame, underOptions } from '../../support/examples.js';
import { PROBE } from '../parts.js';

const ISTIO = ', annotations: {sidecar.istio.io/inject: "true"}';

export const EXAMPLE: Frame = underOptions(files({ template: ISTIO }));

export const CASES: readonly Case[] = [
  {
    code: 'SM214',
    severity: 'note',
    fires: files({ template: ISTIO }),
    misses: [
      ['the version is known', files({ template: ISTIO }), { environment: { istio: '1.27' } }],
      ['not meshed', files({})],
    ],
  },
  {
    code: 'SM214',
    severity: 'warn',
    fires: files({ template: ISTIO }),
    options: { environment: { istio: '1.20' } },
    misses: [
      ['native by default', files({ template: ISTIO }), { environment: { istio: '1.27' } }],
      ['not meshed', files({})],
      ['no version', files({ template: ISTIO }), {}],
    ],
  },
  {
    code: 'SM214',
    severity: 'block',
    fires: files({
      template: ISTIO,
      sidecar: ', startupProbe: {exec: {command: [sh, -c, "curl https://a.example.com"]}}',
    }),
    misses: [
      ['a local probe', files({ template: ISTIO, sidecar: PROBE })],
      [
        'a native proxy',
        files({
          template:
            ', annotations: {sidecar.istio.io/inject: "true", sidecar.istio.io/nativeSidecar: "true"}',
          sidecar: ', startupProbe: {exec: {command: [sh, -c, "curl https://a.example.com"]}}',
        }),
      ],
    ],
  },
];
