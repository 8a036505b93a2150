import { probeOf } from '../../pod/facts/programs.js';
import { rule } from '../define.js';

export const noStartupProbe = rule({
  code: 'SM209',
  title: 'a sidecar without a startupProbe',
  sources: ['kubernetes/kubernetes kuberuntime_container.go'],
  effects: ['note'],
  harm: 'Without a startupProbe a sidecar counts as started as soon as its process runs.',
  seen: 'The sidecar has no startupProbe.',
  fix: 'Add one if the main container cannot wait by itself.',
  note: {
    message: 'without a startupProbe a sidecar counts as started as soon as its process runs',
    applies: ({ moving }) => moving.some((each) => probeOf(each, 'startupProbe') === undefined),
  },
});
