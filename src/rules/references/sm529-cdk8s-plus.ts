import { caveatHits } from '../caveats.js';
import { rule } from '../define.js';

export const cdk8sPlus = rule({
  code: 'SM529',
  title: 'what cdk8s-plus takes from containers alone',
  sources: ['cdk8s-team/cdk8s-plus src/pod.ts, src/container.ts'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'exposeViaService, exposeViaIngress and NetworkPolicies of cdk8s-plus take ports from containers alone; releases before ContainerRestartPolicy cannot write a sidecar, and some throw on its probes.',
  seen: 'Calls on the workload in its file, ports and probes of the sidecar, the installed or locked release of cdk8s-plus.',
  fix: 'Make the Service with its own ports; update cdk8s-plus.',
  before: 'deployment.exposeViaService()',
  after: "new kplus.Service(chart, 'svc', {selector, ports})",
  check: (subject) => caveatHits(subject, 'SM529'),
});
