import { caveatHits } from '../caveats.js';
import { rule } from '../define.js';

export const generatedTypes = rule({
  code: 'SM530',
  title: 'generated types without the field',
  sources: ['cdk8s-team/cdk8s kubernetes-schemas: restartPolicy since v1.28.0'],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'Generated types copy only the fields that they know: those of Kubernetes before 1.28 drop restartPolicy silently, and the pod hangs in Init.',
  seen: 'interface Container in the imported file, cdk8s.yaml, and the release of the client library.',
  fix: 'Import a newer schema, then run tsc, as other fields may have other names.',
  before: 'imports: [k8s@1.25.0]',
  after: 'imports: [k8s@1.29.0]',
  check: (subject) => caveatHits(subject, 'SM530'),
});
