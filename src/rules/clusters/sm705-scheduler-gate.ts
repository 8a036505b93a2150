import { rule } from '../define.js';

export const schedulerGate = rule({
  code: 'SM705',
  title: 'a scheduler without the feature gate',
  sources: ['KEP-753, Version Skew Strategy'],
  effects: ['note'],
  harm: 'A scheduler whose feature gate SidecarContainers is off leaves such pods pending.',
  seen: 'Every move.',
  fix: 'Leave the feature gate SidecarContainers on.',
  note: {
    message: 'a scheduler whose feature gate SidecarContainers is off leaves the pods pending',
  },
});
