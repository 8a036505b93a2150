import { caveatHits } from '../caveats.js';
import { rule } from '../define.js';

export const computedValue = rule({
  code: 'SM608',
  title: 'a computed value',
  sources: ['rule R-6.8: a rule must not pass where it cannot see the value'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'A value that a program computes is known only when it runs, so a rule that needs the value cannot decide.',
  seen: 'Commands, probes, ports, mounts and spreads of a TypeScript workload that are not literals.',
  fix: 'Check what the expression evaluates to, then accept SM608 on the container.',
  before: "args: ['--port', port]",
  after: "args: ['--port', '9090']",
  check: (subject) => caveatHits(subject, 'SM608'),
});
