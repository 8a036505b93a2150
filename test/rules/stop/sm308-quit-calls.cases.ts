import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, fields } from '../../support/examples.js';
import { sh } from '../parts.js';

function withApi(from: Files): Files {
  const api = '      - {name: api, image: "registry.example.com/api:1"}\n';
  return { ...from, 'app.yaml': `${from['app.yaml'] ?? ''}${api}` };
}

export const EXAMPLE: Frame = (text) => ({ files: withApi(files({ app: fields(text) })) });

export const CASES: readonly Case[] = [
  {
    code: 'SM308',
    severity: 'warn',
    fires: withApi(files({ app: sh('run; curl -X POST localhost:9091/quitquitquit') })),
    misses: [
      ['one application', files({ app: sh('run; curl -X POST localhost:9091/quitquitquit') })],
      ['no call', withApi(files({ app: sh('run; curl localhost:9091/metrics') }))],
    ],
  },
  {
    code: 'SM308',
    severity: 'warn',
    fires: files({ app: sh('if true; run') }),
    misses: [['it can be read', files({ app: sh('if true; then run; fi') })]],
  },
];
