import { type Files, files } from '../../support/cases.js';

export const PORT = ', ports: [{containerPort: 2020}]';
export const WEB = ', ports: [{containerPort: 8080}]';
export const PROBE = ', startupProbe: {tcpSocket: {port: 2020}}';
export const VOLUME = ', volumeMounts: [{name: v, mountPath: /v}]';
export const READ_ONLY = ', volumeMounts: [{name: v, mountPath: /v, readOnly: true}]';
/** The volume that the mounts above show. */
export const EMPTY = '      volumes: [{name: v, emptyDir: {}}]\n';
export const NEVER = '      restartPolicy: Never\n';
export const SHARED = '      shareProcessNamespace: true\n';
export const ISTIO = ', annotations: {sidecar.istio.io/inject: "true"}';

export const sh = (script: string): string => `, command: [sh, -c, ${JSON.stringify(script)}]`;
export const preStop = (script: string): string =>
  `, lifecycle: {preStop: {exec: {command: [sh, -c, ${JSON.stringify(script)}]}}}`;
export const init = (more: string): string =>
  `      initContainers:\n      - {name: migrate, image: "registry.example.com/migrate:1"${more}}\n`;
export const NEEDS = ', env: [{name: URL, value: "localhost:2020"}]';
export const BIG = ', resources: {requests: {cpu: "1"}}';

/** The same files with another image for the sidecar. */
export function image(name: string, from: Files): Files {
  return { ...from, 'app.yaml': (from['app.yaml'] ?? '').replace('fluent/fluent-bit:3', name) };
}

export function withApi(from: Files): Files {
  const api = '      - {name: api, image: "registry.example.com/api:1"}\n';
  return { ...from, 'app.yaml': `${from['app.yaml'] ?? ''}${api}` };
}

export const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec:\n  selector: {app: shop}\n  ports:\n  - {port: 80, targetPort: 2020}\n';
export const nginx = (shape: Parameters<typeof files>[0]): Files =>
  image('nginx:1.27', files({ sidecar: PORT, ...shape }, { 'service.yaml': SERVICE }));
export const argo = (expression: string): Files =>
  files(
    {},
    {
      'application.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec:\n  ignoreDifferences:\n  - kind: Deployment\n    jqPathExpressions:\n    - ${expression}\n`,
    },
  );
