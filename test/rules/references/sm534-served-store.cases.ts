import { type Files, files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import { changed, type ReferenceCase } from '../../support/references.js';
import { METRICS, NEW } from '../parts.js';
import { service } from './parts.js';

const ASKS = ', env: [{name: REDIS_URL, value: "redis://localhost:6379"}]';
const STORE: Files = changed(
  files({ app: ASKS }, { 'service.yaml': service('6379') }),
  'fluent/fluent-bit:3',
  'redis:7',
);
const PART: Files = changed(
  files(
    { app: ', env: [{name: URL, value: "http://localhost:2020"}]', sidecar: METRICS },
    { 'service.yaml': service('metrics') },
  ),
  'fluent/fluent-bit:3',
  'registry.example.com/part:1',
);

export const EXAMPLE: Frame = (text) => ({ files: changed(STORE, 'targetPort: 6379', text) });

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'a Service sends to a store that the main container uses on localhost',
    code: 'SM534',
    severity: 'warn',
    fires: STORE,
    where: 'service.yaml:9',
    says: 'if only its own pod needs agent',
    misses: [
      ['another port', changed(STORE, 'targetPort: 6379', 'targetPort: 8080')],
      ['another pod', changed(STORE, '{app: shop}\n  ports', '{app: till}\n  ports')],
      ['a helper that is served', files({ sidecar: METRICS }, { 'service.yaml': service('2020') })],
    ],
  },
  {
    name: 'a Service sends to the named port of a part that the application asks on localhost',
    code: 'SM534',
    severity: 'warn',
    fires: PART,
    options: NEW,
    where: 'service.yaml:9',
    says: 'if only its own pod needs agent',
    misses: [
      ['nobody asks it', changed(PART, 'localhost:2020', 'till:2020'), NEW],
      ['another name', changed(PART, 'targetPort: metrics', 'targetPort: http'), NEW],
    ],
  },
];
