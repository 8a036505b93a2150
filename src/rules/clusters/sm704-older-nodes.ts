import { rule } from '../define.js';

export const olderNodes = rule({
  code: 'SM704',
  title: 'nodes of 1.27 or older',
  sources: ['KEP-753, Version Skew Strategy'],
  effects: ['note'],
  harm: 'A kubelet of 1.27 or older does not know the field: the pod hangs in Init, whatever probes it has.',
  seen: 'Every move.',
  fix: 'kubectl get nodes: all of 1.29 or newer.',
  note: {
    message:
      'a node of 1.27 or older does not know the field: the sidecar holds its pod back for ever there, whatever probes it has',
  },
});
