import { rule } from '../define.js';

export const olderNodes = rule({
  code: 'SM704',
  title: 'nodes that run 1.27 or older',
  sources: ['KEP-753, Version Skew Strategy'],
  effects: ['note'],
  harm: 'A kubelet of version 1.27 or older does not know the field: the pod hangs in Init, whatever probes it has.',
  seen: 'Every move.',
  fix: 'Check with kubectl get nodes that every node runs 1.29 or newer.',
  note: {
    message:
      'a node that runs 1.27 or older does not know the field: the pod hangs in Init there, whatever probes it has',
  },
});
