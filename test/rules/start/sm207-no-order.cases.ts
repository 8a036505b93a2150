import { type Case, files } from '../../support/cases.js';
import { type Frame, ofLists } from '../../support/examples.js';
import { INIT, METRICS, sh, WEB } from '../parts.js';

/** It answers nobody before the application does. */
const WAITS_FOR_APP = sh('until nc -z localhost 8080; do sleep 1; done; exec fluent-bit');

export const EXAMPLE: Frame = ofLists({ proxy: { ports: [{ containerPort: 5432 }] } });

export const CASES: readonly Case[] = [
  {
    code: 'SM207',
    severity: 'block',
    fires: files({
      sidecar: `${METRICS}, volumeMounts: [{name: c, mountPath: /c}]`,
      spec: `${INIT}}\n      - {name: certs, image: x, volumeMounts: [{name: c, mountPath: /c}]}\n`,
    }),
    misses: [
      [
        'it only reads',
        files({
          sidecar: `${METRICS}, volumeMounts: [{name: c, mountPath: /c}]`,
          spec: `${INIT}}\n      - {name: certs, image: x, volumeMounts: [{name: c, mountPath: /c, readOnly: true}]}\n`,
        }),
      ],
    ],
  },
  {
    code: 'SM207',
    severity: 'block',
    fires: files({ app: WEB, sidecar: `${METRICS}${WAITS_FOR_APP}`, spec: `${INIT}}\n` }),
    misses: [
      ['it answers by itself', files({ app: WEB, sidecar: METRICS, spec: `${INIT}}\n` })],
      [
        'it waits for another host',
        files({
          app: WEB,
          sidecar: `${METRICS}${WAITS_FOR_APP.replace('localhost', 'db.example.com')}`,
          spec: `${INIT}}\n`,
        }),
      ],
    ],
  },
];
