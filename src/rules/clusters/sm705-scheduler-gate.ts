import { rule } from '../define.js';

export const schedulerGate = rule({
  code: 'SM705',
  title: 'a scheduler without the gate',
  sources: ['KEP-753, Version Skew Strategy'],
  effects: ['note'],
  harm: 'A scheduler without the gate leaves such pods pending.',
  seen: 'Every move.',
  fix: 'Do not switch SidecarContainers off.',
  note: {
    message: 'a scheduler without the gate SidecarContainers leaves the pods pending',
  },
});
