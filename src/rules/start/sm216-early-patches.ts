import { rule } from '../define.js';

export const earlyPatches = rule({
  code: 'SM216',
  title: 'early patch releases',
  sources: ['kubernetes/kubernetes#126543', 'kubernetes/kubernetes#123323'],
  effects: ['note'],
  harm: 'Early patch releases of 1.29, 1.30 and 1.31 left pods pending after errors of the container runtime.',
  seen: 'The target includes clusters of 1.31 or older.',
  fix: 'Run the latest patch release of your version.',
  note: {
    message:
      'early patch releases of 1.29, 1.30 and 1.31 left such pods pending after errors of the container runtime',
    applies: ({ settings }) => settings.kubeMinor <= 31,
  },
});
