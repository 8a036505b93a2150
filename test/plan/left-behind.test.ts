import { describe, expect, it } from 'vitest';
import { decided } from '../support/pods.js';

/** Three containers, of which the last waits for the second to start, which an open warning holds. */
const pod = (probe: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1
        startupProbe: {tcpSocket: {port: ${probe}}}
        ports: [{containerPort: 8080}]
      - name: sql
        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2
        ports: [{containerPort: 5432}]
      - name: logs
        image: fluent/fluent-bit:3
        command: [sh, -c, "until nc -z localhost 5432; do sleep 1; done; exec fluent-bit"]
        ports: [{containerPort: 2020}]
        startupProbe: {tcpSocket: {port: 2020}}
`;

describe('a sidecar that an open warning leaves behind', () => {
  it('is an application for those that need it at their start', async () => {
    const left = await decided({ 'app.yaml': pod('5432') }, { unsafe: false });
    expect(left.pod.containers.map(({ state }) => state)).toEqual(['app', 'review', 'blocked']);
    expect(left.pod.change).toBe(null);
    const all = await decided({ 'app.yaml': pod('8080') }, { unsafe: false });
    expect(all.pod.containers.map(({ state }) => state)).toEqual(['app', 'moved', 'moved']);
  });
});
