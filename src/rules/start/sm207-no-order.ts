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
- name: migrate # needs proxy
- name: certs # makes what proxy reads`,
  after: `initContainers:
- name: certs # creates what proxy reads`,
});
