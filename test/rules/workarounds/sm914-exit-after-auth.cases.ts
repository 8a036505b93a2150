import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { image, ROLE, sh, VOLUME } from '../parts.js';

const AGENT = 'hashicorp/vault:1.16';
const agentConfig = (value: string): Files =>
  files(
    {
      spec: '      volumes: [{name: v, configMap: {name: agent}}]\n',
      sidecar: VOLUME,
    },
    {
      'config.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: agent}\ndata:\n  agent.hcl: |\n    exit_after_auth = ${value}\n`,
    },
  );

export const EXAMPLE: Frame = ofSidecar();

export const CASES: readonly Case[] = [
  {
    code: 'SM914',
    severity: 'warn',
    options: ROLE,
    fires: image(AGENT, files({ app: sh('run; curl -X PUT localhost:8200/agent/v1/quit') })),
    misses: [
      [
        'a health check',
        image(AGENT, files({ app: sh('run; curl localhost:8200/v1/sys/health') })),
        ROLE,
      ],
      ['no agent', files({ app: sh('run; curl -X PUT localhost:8200/agent/v1/quit') }), ROLE],
    ],
  },
  {
    code: 'SM914',
    severity: 'block',
    fires: files({ sidecar: ', args: [agent, -exit-after-auth]' }),
    misses: [['said no', files({ sidecar: ', args: [agent, -exit-after-auth=false]' })]],
  },
  {
    code: 'SM914',
    severity: 'block',
    fires: agentConfig('true'),
    misses: [['said no', agentConfig('false')]],
  },
];
