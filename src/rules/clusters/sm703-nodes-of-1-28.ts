import { rule } from '../define.js';

export const nodesOf128 = rule({
  code: 'SM703',
  title: 'nodes of 1.28',
  sources: ['KEP-753, Version Skew Strategy'],
  effects: ['note'],
  harm: 'A kubelet of 1.28 rejects such pods.',
  seen: 'Every move.',
  fix: 'kubectl get nodes: all of 1.29 or newer.',
  note: {
    message: 'every node must run 1.29 or newer too: kubectl get nodes',
  },
});
