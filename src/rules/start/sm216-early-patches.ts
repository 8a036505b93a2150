import { rule } from '../define.js';

export const earlyPatches = rule({
  code: 'SM216',
  title: 'early patches',
  sources: ['kubernetes/kubernetes#126543', 'kubernetes/kubernetes#123323'],
  effects: ['note'],
  harm: 'Early patches of 1.29, 1.30 and 1.31 left pods pending after errors of the container runtime.',
  seen: 'Clusters of 1.31 or older to serve.',
  fix: 'Run the last patch of your release.',
  note: {
    message:
      'early patches of 1.29, 1.30 and 1.31 left such pods pending after errors of the container runtime',
    applies: ({ settings }) => settings.kubeMinor <= 31,
  },
});
