import { rule } from '../define.js';

export const unknownFields = rule({
  code: 'SM709',
  title: 'policies that reject unknown fields',
  sources: ['KEP-753'],
  effects: ['note'],
  harm: 'A policy that rejects unknown fields may reject the pod.',
  seen: 'Every move.',
  fix: 'Try one pod in a test cluster.',
  note: {
    message:
      'policies and webhooks that reject unknown fields may reject restartPolicy in initContainers',
  },
});
