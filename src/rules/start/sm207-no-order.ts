import { rule } from '../define.js';

export const noOrder = rule({
  code: 'SM207',
  title: 'a sidecar for which no order works',
  sources: ['KEP-753, startup order'],
  effects: ['blocks'],
  harm: 'The sidecar needs what one init container creates, and an init container before that one needs the sidecar: no order satisfies both.',
  seen: 'Volumes, ports and sockets that init containers and the sidecar share.',
  fix: 'Break the cycle: let one of the init containers do without the sidecar or without its volume.',
  before: `initContainers:
- name: migrate
  env: [{name: DB, value: "localhost:5432"}]
- name: certs
  volumeMounts: [{name: certs, mountPath: /certs}]
containers:
- name: proxy
  volumeMounts: [{name: certs, mountPath: /certs}]`,
  after: `initContainers:
- name: certs
  volumeMounts: [{name: certs, mountPath: /certs}]
- name: migrate
  env: [{name: DB, value: "localhost:5432"}]
containers:
- name: proxy
  volumeMounts: [{name: certs, mountPath: /certs}]`,
});
