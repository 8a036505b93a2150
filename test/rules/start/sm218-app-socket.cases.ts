import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { EMPTY, image, READ_ONLY, VOLUME } from '../parts.js';

const CSI = ', volumeMounts: [{name: csi, mountPath: /csi}]';
export const EXAMPLE: Frame = ofSidecar({
  app: `, args: ["--endpoint=unix:///csi/csi.sock"]${CSI}`,
  sidecar: CSI,
});

export const CASES: readonly Case[] = [
  {
    code: 'SM218',
    severity: 'warn',
    fires: files({
      app: `, args: ["--endpoint=unix:///v/csi.sock"]${VOLUME}`,
      sidecar: `, args: ["--csi-address=/v/csi.sock"]${VOLUME}`,
    }),
    misses: [
      [
        'App only reads there',
        files({
          app: `, args: ["--endpoint=unix:///v/csi.sock"]${READ_ONLY}`,
          sidecar: `, args: ["--csi-address=/v/csi.sock"]${VOLUME}`,
        }),
      ],
      ['App says nothing', files({ app: VOLUME, sidecar: `, args: ["--a=/v/csi.sock"]${VOLUME}` })],
      [
        'the sidecar makes it',
        image(
          'docker:27-dind',
          files({
            spec: EMPTY,
            app: `, env: [{name: DOCKER_HOST, value: "unix:///v/docker.sock"}]${VOLUME}`,
            sidecar: `, args: [dockerd, "--host=unix:///v/docker.sock"]${VOLUME}`,
          }),
        ),
      ],
    ],
  },
  {
    code: 'SM218',
    severity: 'warn',
    fires: files({
      app: `, args: ["--path=/v/app.sock"]${VOLUME}`,
      sidecar: `, env: [{name: TARGET, value: "unix:///v/app.sock"}]${VOLUME}`,
      spec: EMPTY,
    }),
    misses: [
      [
        'a socket on the node',
        files({
          app: `, args: ["--path=/v/app.sock"]${VOLUME}`,
          sidecar: `, env: [{name: TARGET, value: "unix:///v/app.sock"}]${VOLUME}`,
          spec: EMPTY.replace('emptyDir: {}', 'hostPath: {path: /run}'),
        }),
      ],
      [
        'App does not name it',
        files({
          app: VOLUME,
          sidecar: `, env: [{name: TARGET, value: "unix:///v/app.sock"}]${VOLUME}`,
          spec: EMPTY,
        }),
      ],
    ],
  },
];
