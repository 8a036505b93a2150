import { type Files, files } from '../../support/cases.js';
import type { ReferenceCase } from '../../support/references.js';
import { METRICS } from '../parts.js';

const forwarded = (port: string): Files =>
  files(
    { sidecar: METRICS },
    {
      'ci.yaml': `script:\n- kubectl -n shop port-forward svc/shop 8080:${port} &\n`,
      'service.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec:\n  selector: {app: shop}\n  ports: [{name: prom, port: 80, targetPort: metrics}]\n',
    },
  );

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'kubectl port-forward to a named port',
    code: 'SM511',
    severity: 'info',
    fires: forwarded('prom'),
    options: { kubeVersion: '1.33' },
    where: 'ci.yaml:2',
    says: 'kubectl 1.31',
    misses: [['by number', forwarded('80')]],
  },
];
