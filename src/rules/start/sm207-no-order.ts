import { rule } from '../define.js';

export const noOrder = rule({
  code: 'SM207',
  title: 'an order that serves nobody',
  sources: ['KEP-753, startup order'],
  effects: ['blocks'],
  harm: 'The sidecar needs what one init container makes, and another init container before that one needs the sidecar: no order serves both.',
  seen: 'Shared volumes, ports and sockets of init containers and sidecar.',
  fix: 'Untie the two: let one of the init containers do without the sidecar or its volume.',
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
