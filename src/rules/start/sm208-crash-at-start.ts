import { rule } from '../define.js';

export const crashAtStart = rule({
  code: 'SM208',
  title: 'a sidecar that crashes at start',
  sources: ['KEP-753, Scenario 4'],
  effects: ['note'],
  harm: 'A sidecar that crashes at start now holds its application back: the pod stays in Init. Before, the application ran.',
  seen: 'Every move.',
  fix: 'See that the sidecar starts without its backend, or accept that the pod waits for it.',
  note: {
    message: 'a sidecar that crashes at start now holds its application back; before, both started',
  },
});
