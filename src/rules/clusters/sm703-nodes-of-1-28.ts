import { rule } from '../define.js';

export const nodesOf128 = rule({
  code: 'SM703',
  title: 'nodes that run 1.28',
  sources: ['KEP-753, Version Skew Strategy'],
  effects: ['note'],
  harm: 'A kubelet of version 1.28 without the feature gate rejects such pods.',
  seen: 'Every move.',
  fix: 'Check with kubectl get nodes that every node runs 1.29 or newer.',
  note: {
    message: 'every node must run 1.29 or newer: check with kubectl get nodes',
  },
});
