import { caveatHits } from '../caveats.js';
import { rule } from '../define.js';

export const cdk8sPlus = rule({
  code: 'SM529',
  title: 'methods of cdk8s-plus that read only containers',
  sources: ['cdk8s-team/cdk8s-plus src/pod.ts, src/container.ts'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'exposeViaService, exposeViaIngress and NetworkPolicies of cdk8s-plus take ports only from containers; releases before ContainerRestartPolicy cannot declare a native sidecar, and some throw on its probes.',
  seen: 'Calls on the workload in its file, ports and probes of the sidecar, and the installed or locked release of cdk8s-plus.',
  fix: 'Create the Service with explicit ports; update cdk8s-plus.',
  before: 'deployment.exposeViaService()',
  after: "new kplus.Service(chart, 'svc', {selector, ports})",
  check: (subject) => caveatHits(subject, 'SM529'),
});
