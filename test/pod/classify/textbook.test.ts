import { expect, it } from 'vitest';
import { migrate } from '../../../src/index.js';
import { TEXTBOOK } from './textbook-sidecars.js';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;
type Kind = (typeof KINDS)[number];

/** How the application mounts what its sidecar shares with it. */
const MOUNTS: Readonly<Record<string, string>> = {
  logs: '{name: logs, mountPath: /var/log/shop}',
  token: '{name: token, mountPath: /run/token, readOnly: true}',
  mount: '{name: mount, mountPath: /data, mountPropagation: HostToContainer}',
};

/** A neutral application with one sidecar beside it. */
function workload(kind: Kind, name: string, image: string, more: string): string {
  const isJob = kind === 'Job' || kind === 'CronJob';
  const volume = ['logs', 'token', 'mount'].find((each) =>
    more.includes(`name: ${each}, mountPath`),
  );
  const mounts = volume === undefined ? '' : `, volumeMounts: [${MOUNTS[volume] ?? ''}]`;
  const resolves = more.includes('RESOLVES');
  const pod = [
    'template:',
    '  metadata: {labels: {app: shop}}',
    '  spec:',
    ...(isJob ? ['    restartPolicy: Never'] : []),
    '    containers:',
    `    - {name: app, image: "registry.example.com/shop:1", ports: [{containerPort: 8080}]${mounts}}`,
    `    - {name: ${name}, image: "${image}"${more}}`,
    ...(volume === undefined ? [] : [`    volumes: [{name: ${volume}, emptyDir: {}}]`]),
    ...(resolves ? ['    dnsPolicy: None', '    dnsConfig: {nameservers: [127.0.0.1]}'] : []),
  ];
  const spec = {
    Deployment: ['selector: {matchLabels: {app: shop}}', ...pod],
    StatefulSet: ['serviceName: shop', 'selector: {matchLabels: {app: shop}}', ...pod],
    DaemonSet: ['selector: {matchLabels: {app: shop}}', ...pod],
    Job: pod,
    CronJob: [
      'schedule: "0 1 * * *"',
      'jobTemplate:',
      '  spec:',
      ...pod.map((line) => `    ${line}`),
    ],
  }[kind];
  return [
    `apiVersion: ${isJob ? 'batch/v1' : 'apps/v1'}`,
    `kind: ${kind}`,
    `metadata: {name: shop-${kind.toLowerCase()}}`,
    'spec:',
    ...spec.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** Names that belong to an injector: whoever wrote them by hand has to look (SM605). */
const INJECTED: ReadonlySet<string> = new Set([
  ...['istio-proxy', 'linkerd-proxy', 'consul-dataplane', 'kuma-sidecar'],
]);

it('of textbook sidecars beside a neutral application at least 97 of 100 move by default', async () => {
  const staying: string[] = [];
  let moved = 0;
  for (const [name, image, more = ''] of TEXTBOOK) {
    const files = KINDS.map((kind) => [`${kind}.yaml`, workload(kind, name, image, more)] as const);
    const { decisions } = await migrate(new Map(files), { kubeVersion: '1.33' });
    expect(decisions.length).toBe(KINDS.length);
    for (const pod of decisions) {
      const [app] = pod.containers;
      expect(app?.state, `the application beside ${name}`).toBe('app');
      if (INJECTED.has(name)) expect(pod.reason).toContain('SM605');
      else if (pod.state === 'moved') moved++;
      else staying.push(`  ${pod.pod.workload.kind}: ${pod.reason}`);
    }
  }
  const all = (TEXTBOOK.length - INJECTED.size) * KINDS.length;
  console.log(`${moved} of ${all} move by default. The others:\n${staying.join('\n')}`);
  expect(moved / all).toBeGreaterThanOrEqual(0.97);
}, 60_000);
