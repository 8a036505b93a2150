import { type Files, files } from '../../support/cases.js';
import { METRICS } from '../parts.js';

const applied = (apiVersion: string, kind: string, spec: string): Files =>
  files({}, { 'deploy.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nspec:\n${spec}` });
export const argo = (kind: string, spec: string): Files =>
  applied('argoproj.io/v1alpha1', kind, spec);
export const flux = (spec: string): Files =>
  applied('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', spec);
export const at = (columns: number, text: string): string =>
  text.replace(/^(?=.)/gm, ' '.repeat(columns));
export const release = (values: string, chart = 'vault', version = '0.34.1', more = ''): Files => ({
  'release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop}
spec:
  chart: {spec: {chart: ${chart}, version: ${version}, sourceRef: {kind: HelmRepository, name: charts}}}
${more}  values:
${values}`,
  'charts.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: charts}
spec: {url: "https://helm.releases.hashicorp.com"}
`,
});
export const scaler = (apiVersion: string, kind: string, spec: string): Files =>
  files(
    {},
    {
      'scaler.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: shop}\nspec:\n${spec}`,
    },
  );
export const RAW = (sidecar: string, module: string, more: Files): Files => ({
  'app.ts': `import { Chart } from 'cdk8s';
import { KubePod } from '${module}';

export const shop = (chart: Chart, port: string): KubePod =>
  new KubePod(chart, 'shop', {
    spec: {
      containers: [
        { name: 'web', image: 'registry.example.com/web:1' },
        {
          name: 'agent',
          image: 'fluent/fluent-bit:3',
${sidecar}
        },
      ],
    },
  });
`,
  ...more,
});
export const BUNDLED = 'cdk8s-plus-34/lib/imports/k8s';
const kustomization = (patch: string): string =>
  `resources: [app.yaml]\npatches:\n- target: {kind: Deployment, name: shop}\n  patch: |-\n${patch.replace(/^/gm, '    ')}\n`;
export const patched = (patch: string, target = 'name: shop'): Files =>
  files({}, { 'kustomization.yaml': kustomization(patch).replace('name: shop', target) });
export const PROBED = `${METRICS}, readinessProbe: {httpGet: {path: /, port: 2020}}`;
export const service = (targetPort: string, metadata = '', spec = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: shop${metadata}}\nspec:\n${spec}  selector: {app: shop}\n  ports:\n  - name: prom\n    port: 80\n    targetPort: ${targetPort}\n`;
export const ingress = (className: string, annotations = ''): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop, annotations: {${annotations}}}\nspec:\n  ingressClassName: ${className}\n  rules:\n  - http: {paths: [{path: /, backend: {service: {name: shop, port: {number: 80}}}}]}\n`;
export const balanced = (text: string, more: Files = {}): Files =>
  files({ sidecar: PROBED }, { 'service.yaml': text, ...more });
export const tool = (path: string, text: string): Files => files({}, { [path]: text });
