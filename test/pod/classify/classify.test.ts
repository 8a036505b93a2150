import { describe, expect, it } from 'vitest';
import type { MigrateOptions } from '../../../src/config/settings.js';
import type { Pod } from '../../../src/model/pod.js';
import { lookUp } from '../../../src/pod/classify/catalogue/index.js';
import { classify } from '../../../src/pod/classify/classify.js';
import { podOf, podsOf, settings } from '../../support/pods.js';

function verdicts(pod: Pod, options: MigrateOptions = {}): readonly string[] {
  return classify(pod, settings(options)).map(({ verdict }) => verdict);
}

const APP = 'name: web, image: "registry.example.com/web:1"';

describe('the catalogue', () => {
  it.each([
    ['docker:27-dind', true],
    ['docker:27-cli', false],
    ['docker:dind-rootless', true],
  ])('tells %s: %s', (image, known) => {
    expect(
      lookUp(podOf([`name: builder, image: "${image}"`, APP]).containers[0] as never) !== null,
    ).toBe(known);
  });

  it('wants the mode of images that have another life', () => {
    expect(
      verdicts(podOf([APP, 'name: t, image: "quay.io/thanos/thanos:v0.35", args: [sidecar]'])),
    ).toEqual(['app', 'sure']);
    expect(
      verdicts(podOf([APP, 'name: t, image: "quay.io/thanos/thanos:v0.35", args: [query]'])),
    ).toEqual(['app', 'app']);
    expect(verdicts(podOf([APP, 'name: v, image: "hashicorp/vault:1.16", args: [agent]']))).toEqual(
      ['app', 'sure'],
    );
    expect(
      verdicts(podOf([APP, 'name: v, image: "hashicorp/vault:1.16", args: [server]'])),
    ).toEqual(['app', 'app']);
  });
});

describe('roles', () => {
  it.each([
    ['a known image', [APP, 'name: x, image: "fluent/fluent-bit:3"'], '', ['app', 'sure']],
    [
      'an exact name under an unknown image',
      [APP, 'name: cloud-sql-proxy, image: "registry.example.com/x:1"'],
      '',
      ['app', 'sure'],
    ],
    [
      'an exact name under an empty image',
      [APP, 'name: oauth-proxy, image: ""'],
      '',
      ['app', 'sure'],
    ],
    [
      'a role word alone',
      [APP, 'name: log-x, image: "registry.example.com/x:1"'],
      '',
      ['app', 'likely'],
    ],
    [
      'a role word in the image',
      [APP, 'name: x, image: "registry.example.com/my-exporter:1"'],
      '',
      ['app', 'likely'],
    ],
    ['side-car in two words', [APP, 'name: side-car, image: x'], '', ['app', 'likely']],
    ['no sign at all', [APP, 'name: api, image: "registry.example.com/api:1"'], '', ['app', 'app']],
    [
      'restartPolicy: Always in containers',
      [APP, 'name: x, image: y, restartPolicy: Always'],
      '',
      ['app', 'sure'],
    ],
    [
      'two known images and nothing else',
      [
        'name: a, image: "fluent/fluent-bit:3"',
        'name: b, image: "gcr.io/cloudsql-docker/gce-proxy:1"',
      ],
      '',
      ['app', 'sure'],
    ],
    [
      'two helpers and nothing else',
      [
        'name: a, image: "jimmidyson/configmap-reload:1"',
        'name: b, image: "gcr.io/cloudsql-docker/gce-proxy:1"',
      ],
      '',
      ['sure', 'sure'],
    ],
    [
      'a pooler with its proxy',
      [
        'name: pgbouncer, image: "edoburu/pgbouncer:1"',
        'name: b, image: "gcr.io/cloudsql-docker/gce-proxy:1"',
      ],
      '',
      ['app', 'sure'],
    ],
    [
      'a word and a followed file',
      [
        'name: web, image: y, volumeMounts: [{name: l, mountPath: /l}]',
        'name: log, image: x, command: [tail, -F, /l/a], volumeMounts: [{name: l, mountPath: /l}]',
      ],
      '  volumes: [{name: l, emptyDir: {}}]\n',
      ['app', 'sure'],
    ],
    [
      'a followed file of nobody',
      [
        APP,
        'name: log, image: x, command: [tail, -F, /l/a], volumeMounts: [{name: l, mountPath: /l}]',
      ],
      '',
      ['app', 'likely'],
    ],
    [
      'a word and a polled port',
      [
        'name: web, image: y, ports: [{containerPort: 8080}]',
        'name: metrics, image: x, args: ["--url=http://localhost:8080/stats"]',
      ],
      '',
      ['app', 'sure'],
    ],
    [
      'its own port',
      [
        APP,
        'name: metrics, image: x, ports: [{containerPort: 8080}], args: ["--url=http://localhost:8080/stats"]',
      ],
      '',
      ['app', 'likely'],
    ],
    [
      'a word and a signal',
      [APP, 'name: reloader, image: x, args: ["kill -HUP 7"]'],
      '  shareProcessNamespace: true\n',
      ['app', 'sure'],
    ],
    [
      'a signal that reaches nobody',
      [APP, 'name: reloader, image: x, args: ["kill -HUP 7"]'],
      '',
      ['app', 'likely'],
    ],
    [
      'a socket that nobody is seen to make',
      [
        'name: web, image: y, volumeMounts: [{name: sockets, mountPath: /run}]',
        'name: metrics, image: x, volumeMounts: [{name: sockets, mountPath: /run}]',
      ],
      '  volumes: [{name: sockets, emptyDir: {}}]\n',
      ['app', 'likely'],
    ],
    [
      'a word and a socket that the application uses',
      [
        'name: web, image: y, env: [{name: A, value: "unix:///s/a.sock"}], volumeMounts: [{name: v, mountPath: /s}]',
        'name: agent, image: x, args: ["--listen=unix:///s/a.sock"], volumeMounts: [{name: v, mountPath: /s}]',
      ],
      '  volumes: [{name: v, emptyDir: {}}]\n',
      ['app', 'sure'],
    ],
    [
      'a word and a volume that one side only reads',
      [
        'name: shop, image: y, volumeMounts: [{name: d, mountPath: /d, readOnly: true}]',
        'name: sync, image: x, volumeMounts: [{name: d, mountPath: /d}]',
      ],
      '  volumes: [{name: d, emptyDir: {}}]\n',
      ['app', 'sure'],
    ],
    [
      'a Secret that one side mounts read-only',
      [
        'name: web, image: y, volumeMounts: [{name: d, mountPath: /d, readOnly: true}]',
        'name: sync, image: x, volumeMounts: [{name: d, mountPath: /d}]',
      ],
      '  volumes: [{name: d, secret: {secretName: d}}]\n',
      ['app', 'likely'],
    ],
    [
      'two writers',
      [
        'name: web, image: y, volumeMounts: [{name: d, mountPath: /d}]',
        'name: sync, image: x, volumeMounts: [{name: d, mountPath: /d}]',
      ],
      '',
      ['app', 'likely'],
    ],
    [
      'an image puller',
      [APP, 'name: pre-pull-big, image: x, command: ["sh", "-c", "echo ok && sleep infinity"]'],
      '',
      ['app', 'sure'],
    ],
    [
      'a CSI helper whatever its StatefulSet is called',
      [
        'name: shop, image: "registry.k8s.io/sig-storage/csi-attacher:v4"',
        'name: driver, image: "example.com/driver:1"',
      ],
      '',
      ['sure', 'app'],
    ],
  ])('%s', (_, containers, more, expected) => {
    expect(verdicts(podOf(containers, more))).toEqual(expected);
  });

  it('a container that its workload is named after is the application', () => {
    const text = (name: string): string =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec:\n  template:\n    spec:\n      containers:\n      - {name: oauth2-proxy, image: "quay.io/oauth2-proxy/oauth2-proxy:v7"}\n      - {name: redis, image: "redis:7"}\n`;
    for (const name of ['oauth2-proxy', 'prod-oauth2-proxy']) {
      const [pod] = podsOf(text(name));
      expect(pod && verdicts(pod)).toEqual(['app', 'app']);
    }
    // Beside a store alone it is as well what the pod is for.
    const [other] = podsOf(text('shop'));
    expect(other && verdicts(other)).toEqual(['likely', 'app']);
  });

  it('the default container is the application', () => {
    const [pod] = podsOf(
      'apiVersion: v1\nkind: Pod\nmetadata:\n  annotations: {kubectl.kubernetes.io/default-container: x}\nspec:\n  containers:\n  - {name: x, image: "fluent/fluent-bit:3"}\n  - {name: y, image: z}\n',
    );
    expect(pod && verdicts(pod)).toEqual(['app', 'app']);
  });

  it('the user has the last word, and keep wins', () => {
    const pod = podOf([APP, 'name: x, image: "fluent/fluent-bit:3"']);
    expect(verdicts(pod, { keep: ['x'] })).toEqual(['app', 'app']);
    expect(verdicts(pod, { keep: ['x'], sidecar: ['x'] })).toEqual(['app', 'app']);
    expect(verdicts(pod, { sidecar: ['w*'] })).toEqual(['sure', 'sure']);
    expect(verdicts(pod, { sidecar: ['image:registry.*/web:*'] })).toEqual(['sure', 'sure']);
    expect(verdicts(pod, { keep: ['image:*'] })).toEqual(['app', 'app']);
    const spoken = podsOf(
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  # sidecar-migrate: sidecar\n  - name: a\n    image: b\n  - name: fluent-bit # sidecar-migrate: keep\n    image: fluent/fluent-bit:3\n',
    )[0];
    expect(spoken && verdicts(spoken, { keep: ['a'], sidecar: ['fluent-bit'] })).toEqual([
      'sure',
      'app',
    ]);
  });
});
