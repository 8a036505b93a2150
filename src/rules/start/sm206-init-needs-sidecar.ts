import { rule } from '../define.js';

export const initNeedsSidecar = rule({
  code: 'SM206',
  title: 'an init container that needs the sidecar',
  sources: ['KEP-753, startup order'],
  effects: ['blocks', 'warns'],
  harm: 'An init container needs the sidecar, so the sidecar has to come before it; without a startupProbe the sidecar is only running by then, and may not answer yet.',
  seen: 'The init container refers to a port or a socket of the sidecar, or starts the same program itself.',
  fix: 'Check that the sidecar is ready in time, for example with a startupProbe, then accept SM206.',
  before: `initContainers:
- name: migrate
  env: [{name: DB, value: "localhost:5432"}]
containers:
- name: proxy`,
  after: `initContainers:
- name: proxy
  restartPolicy: Always
- name: migrate
  env: [{name: DB, value: "localhost:5432"}]`,
});
