import { rule } from '../define.js';

export const crashAtStart = rule({
  code: 'SM208',
  title: 'a sidecar that crashes at startup',
  sources: ['KEP-753, Scenario 4'],
  effects: ['note'],
  harm: 'If a sidecar crashes at startup, its main container does not start and the pod stays in Init. Before the move, the main container ran.',
  seen: 'Every move.',
  fix: 'Check that the sidecar starts without its backend, or accept that the pod waits for it.',
  note: {
    message:
      'if a sidecar crashes at startup, its main container does not start; before the move, it did',
  },
});
