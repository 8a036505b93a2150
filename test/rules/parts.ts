import { type Case, type Files, files } from '../support/cases.js';

export const PORT = ', ports: [{containerPort: 2020}]';
export const WEB = ', ports: [{containerPort: 8080}]';
export const PROBE = ', startupProbe: {tcpSocket: {port: 2020}}';
export const VOLUME = ', volumeMounts: [{name: v, mountPath: /v}]';
export const READ_ONLY = ', volumeMounts: [{name: v, mountPath: /v, readOnly: true}]';
/** The volume that the mounts above show. */
export const EMPTY = '      volumes: [{name: v, emptyDir: {}}]\n';
export const NEVER = '      restartPolicy: Never\n';
export const SHARED = '      shareProcessNamespace: true\n';
export const sh = (script: string): string => `, command: [sh, -c, ${JSON.stringify(script)}]`;
export const preStop = (script: string): string =>
  `, lifecycle: {preStop: {exec: {command: [sh, -c, ${JSON.stringify(script)}]}}}`;
export const init = (more: string): string =>
  `      initContainers:\n      - {name: migrate, image: "registry.example.com/migrate:1"${more}}\n`;
export const NEEDS = ', env: [{name: URL, value: "localhost:2020"}]';
/** The same files with another image for the sidecar. */
export function image(name: string, from: Files): Files {
  return { ...from, 'app.yaml': (from['app.yaml'] ?? '').replace('fluent/fluent-bit:3', name) };
}
export const METRICS = ', ports: [{name: metrics, containerPort: 2020}]';
export const INIT =
  '      initContainers:\n      - {name: migrate, image: "registry.example.com/migrate:1", env: [{name: URL, value: "localhost:2020"}]';
export const NEW = { kubeVersion: '1.33' };
const KEPT = { keep: ['agent'] };
export const POD: Files = {
  'app.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec:\n  containers:\n  - {name: web, image: "registry.example.com/web:1"}\n  - {name: agent, image: "fluent/fluent-bit:3"}\n',
};
export const JOB = files({ kind: 'Job', apiVersion: 'batch/v1', spec: NEVER });
export const JAVA = ', command: [java, -jar, /app.jar]';
export const ROLE = { sidecar: ['agent'] };
export const kubexit = (name: string): string => `, env: [{name: ${name}, value: a}]`;
export const job = (more: string, template = ''): Files =>
  files({
    kind: 'Job',
    apiVersion: 'batch/v1',
    spec: NEVER,
    own: more,
    template,
  });

/** True of every migration: only where nothing moves is nothing said. */
export const always = (code: string): Case => ({
  code,
  severity: 'note',
  fires: files({}),
  misses: [['nothing moves', files({}), KEPT]],
});
