import type { Files } from '../support/cases.js';

/** An entry of initContainers, beside a legacy pair. */
export const entry = (
  more: string,
  image = 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
): Files => ({
  'app.yaml': `apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  initContainers:
  - {name: proxy, image: "${image}"${more}}
  containers:
  - {name: web, image: "registry.example.com/web:1", ports: [{containerPort: 8080}]}
  - {name: api, image: "registry.example.com/api:1"}
`,
});
export const ALWAYS = ', restartPolicy: Always';
export const OWN = { unsafe: false };
