import { caveatHits } from '../caveats.js';
import { rule } from '../define.js';

export const computedValue = rule({
  code: 'SM608',
  title: 'a value that is computed',
  sources: ['rule R-6.8: what a rule cannot see it must not pass over'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'What a program computes is known only once it runs: a rule that would have to see it cannot.',
  seen: 'Commands, probes, ports, mounts and spreads of a TypeScript workload that are no literals.',
  fix: 'Look at what the expression gives, then accept SM608 on the container.',
  before: "args: ['--port', port]",
  after: "args: ['--port', '9090']",
  check: (subject) => caveatHits(subject, 'SM608'),
});
