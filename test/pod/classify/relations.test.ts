import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/pod/classify/classify.js';
import { podsOf, settings } from '../../support/pods.js';

/** `name verdict` of each container of a workload. */
function roles(kind: string, name: string, containers: readonly string[], more = ''): string {
  const items = containers.map((container) => `      - {${container}}\n`).join('');
  const finishes = /Job$/.test(kind) ? '      restartPolicy: Never\n' : '';
  const [pod] = podsOf(
    `apiVersion: apps/v1\nkind: ${kind === 'Job' ? 'Job' : kind}\nmetadata: {name: ${name}}\nspec:\n  template:\n    spec:\n${finishes}      containers:\n${items}${more}`,
  );
  if (pod === undefined) throw new Error('the text holds no pod');
  const found = classify(pod, settings());
  return pod.containers.map((each, i) => `${each.name} ${found[i]?.verdict}`).join(', ');
}

const SHARED = '      volumes: [{name: v, emptyDir: {}}]\n';
const at = (path: string, readOnly = false): string =>
  `volumeMounts: [{name: v, mountPath: ${path}${readOnly ? ', readOnly: true' : ''}}]`;
const APP = 'name: app, image: "registry.example.com/app:1"';

describe('containers of one image', () => {
  it('are peers where they are all there is', () => {
    const image = 'image: "registry.example.com/acme/collector:7"';
    for (const more of ['', ', command: [x, run]'])
      expect(
        roles('DaemonSet', 'acme', [`name: acme, ${image}`, `name: acme-metrics, ${image}${more}`]),
      ).not.toContain('sure');
  });

  it('share the words of their image', () => {
    const image = 'image: "registry.example.com/acme/agent:7"';
    expect(
      roles('DaemonSet', 'acme', [`name: trace, ${image}`, `name: process, ${image}`, APP]),
    ).toBe('trace app, process app, app app');
  });

  it('and helpers of one image are alike', () => {
    const image = 'image: "kiwigrid/k8s-sidecar:1"';
    expect(roles('Deployment', 'grafana', [`name: a, ${image}`, `name: b, ${image}`, APP])).toBe(
      'a sure, b sure, app app',
    );
  });
});

describe('agents beside agents', () => {
  const agent = 'image: "registry.example.com/datadog/agent:7"';

  it('of one image are peers, also where the workload is named after one', () => {
    for (const names of [
      ['agent', 'process-agent'],
      ['agent', 'otel-agent', 'security-agent'],
    ])
      for (const workload of ['agent', 'node-watch'])
        expect(
          roles(
            'DaemonSet',
            workload,
            names.map((name) => `name: ${name}, ${agent}, command: [agent, ${name}]`),
          ),
        ).not.toContain('sure');
  });

  it('of one product are peers, also where one reads what the other writes', () => {
    const reads = `name: otel-agent, image: "registry.example.com/datadog/ddot-collector:7", ${at('/c', true)}`;
    expect(
      roles('DaemonSet', 'dd', [`name: agent, ${agent}, ${at('/c')}`, reads], SHARED),
    ).not.toContain('sure');
    const own = `name: agent, image: "registry.example.com/agent:7", ${at('/c')}`;
    const beside = reads.replace('example.com/datadog', 'example.com');
    expect(roles('DaemonSet', 'dd', [own, beside], SHARED)).not.toContain('otel-agent sure');
  });

  it('are peers on a node', () => {
    expect(
      roles('DaemonSet', 'hardware', [
        'name: node-exporter, image: "prom/node-exporter:v1"',
        'name: cadvisor, image: "gcr.io/cadvisor/cadvisor:v0.49.1"',
        'name: smart, image: "registry.example.com/smartctl-exporter:1"',
      ]),
    ).not.toContain('sure');
  });

  it('of one image are sidecars where each has something to do for the application', () => {
    const ship = (name: string, path: string): string =>
      `name: ${name}, image: "fluent/fluent-bit:3", ${at(path, true)}`;
    expect(
      roles('Deployment', 'pay', [`${APP}, ${at('/l')}`, ship('a', '/a'), ship('b', '/b')], SHARED),
    ).toBe('app app, a sure, b sure');
    expect(
      roles('Deployment', 'pay', [
        APP,
        'name: a, image: "fluent/fluent-bit:3"',
        'name: b, image: "fluent/fluent-bit:3"',
      ]),
    ).toBe('app app, a likely, b likely');
  });

  it('are peers of one that only ever helps', () => {
    expect(
      roles('Deployment', 'traces', [
        'name: daemon, image: "amazon/aws-xray-daemon:3"',
        'name: collector, image: "amazon/aws-otel-collector:v0.40"',
      ]),
    ).not.toContain('sure');
  });

  it('are there for what only a helper stands before', () => {
    expect(
      roles('Deployment', 'metrics', [
        'name: kube-rbac-proxy, image: "quay.io/brancz/kube-rbac-proxy:v0.18.0"',
        'name: collector, image: "otel/opentelemetry-collector:0.1"',
      ]),
    ).toBe('kube-rbac-proxy sure, collector app');
  });

  it('need something else to be there for, and not what only looks after them', () => {
    const aggregator = 'name: fluentd, image: "fluent/fluentd:v1.17"';
    const exporter = 'name: exporter, image: "registry.example.com/fluentd-metrics:1"';
    const ports = 'ports: [{containerPort: 9100}]';
    expect(roles('StatefulSet', 'logs', [aggregator, `${exporter}, ${ports}`])).not.toContain(
      'sure',
    );
  });
});

describe('proxies and tunnels', () => {
  const served = (name: string): string =>
    `name: ${name}, image: "registry.example.com/${name}:1", ports: [{containerPort: 8081}]`;
  const nginx = 'image: "nginxinc/nginx-unprivileged:1.27"';
  const proxy = `name: front-proxy, ${nginx}, ports: [{containerPort: 9000}]`;

  it('stand before one application, and not among several', () => {
    const one = `name: tls, ${nginx}, ports: [{containerPort: 9000}]`;
    expect(roles('Deployment', 'shop', [served('shop'), one])).toBe('shop app, tls sure');
    expect(roles('Deployment', 'shop', [served('a'), served('b'), one])).toContain('tls likely');
    expect(roles('Deployment', 'shop', [served('a'), proxy])).not.toContain('sure');
  });

  it('that are called applications are none', () => {
    const app = `name: nginxapp, ${nginx}, ports: [{containerPort: 9000}]`;
    expect(roles('Deployment', 'x', [served('shop'), app])).toBe('shop app, nginxapp app');
  });

  it('that others come to, or that forward packets, are what the pod is for', () => {
    const server = 'name: wg, image: "lscr.io/linuxserver/wireguard:1"';
    const listens = `${server}, ports: [{containerPort: 51820, protocol: UDP}]`;
    expect(roles('Deployment', 'vpn', [listens, served('ui')])).not.toContain('sure');
    const router = 'name: ts, image: "ghcr.io/tailscale/tailscale:v1"';
    const forward = '      securityContext: {sysctls: [{name: net.ipv4.ip_forward, value: "1"}]}\n';
    expect(roles('Deployment', 'route', [router, served('ui')])).toBe('ts sure, ui app');
    expect(roles('Deployment', 'route', [router, served('ui')], forward)).not.toContain('sure');
  });
});

describe('sockets', () => {
  it.each([
    ['of the node', '      volumes: [{name: v, hostPath: {path: /run/x.sock}}]\n'],
    ['of a CSI driver', '      volumes: [{name: v, csi: {driver: csi.example.com}}]\n'],
    ['that nobody is seen to make', '      volumes: [{name: v, emptyDir: {}}]\n'],
  ])('%s are no sign', (_, volumes) => {
    const mount = 'volumeMounts: [{name: v, mountPath: /run/x.sock}]';
    for (const kind of ['Job', 'Deployment'])
      expect(
        roles(
          kind,
          'scan',
          [`${APP}, ${mount}`, `name: x-helper, image: "y:1", ${mount}`],
          volumes,
        ),
      ).toBe('app app, x-helper likely');
  });
});

describe('the direction of a relation', () => {
  it('makes the one whose files are shipped the application', () => {
    const ship = `name: fluent-bit, image: "fluent/fluent-bit:3", ${at('/l', true)}`;
    expect(
      roles(
        'Deployment',
        'pay',
        [APP, `name: pay-adapter, image: "p:1", ${at('/l')}`, ship],
        SHARED,
      ),
    ).toBe('app app, pay-adapter app, fluent-bit sure');
  });

  it('makes the one that works in a Job the application, whatever it is called', () => {
    const url = 'args: ["--driver=http://localhost:4444/wd/hub"]';
    const selenium =
      'name: browser, image: "selenium/standalone-chrome:4", ports: [{containerPort: 4444}]';
    expect(roles('Job', 'prices', [`name: price-monitor, image: "p:1", ${url}`, selenium])).toBe(
      'price-monitor app, browser sure',
    );
  });

  it('wants more than a word and a shape of a pod that finishes', () => {
    const out = [
      `name: catalog-sync, image: "c:1", ${at('/o')}`,
      `name: web, image: "w:1", ${at('/o', true)}`,
    ];
    expect(roles('Job', 'web', out, SHARED)).not.toContain('sure');
    expect(roles('Deployment', 'web', out, SHARED)).toBe('catalog-sync sure, web app');
  });

  it('makes a helper of what fills the volume that the main one only reads', () => {
    const fills = (name: string): string => `name: ${name}, image: "c:1", ${at('/o')}`;
    const main = `name: web, image: "w:1", ${at('/o', true)}`;
    for (const name of ['page-watcher', 'web-helper', 'cert-rotator', 'model-agent'])
      expect(roles('Deployment', 'web', [fills(name), main], SHARED)).toBe(`${name} sure, web app`);
    // What takes things away writes for itself, and a reader that the pod is not for says nothing.
    for (const name of ['web-logs', 'web-metrics', 'web-backup', 'pages'])
      expect(roles('Deployment', 'web', [fills(name), main], SHARED)).not.toContain('sure');
    expect(roles('Deployment', 'shop', [fills('web-helper'), main], SHARED)).not.toContain('sure');
    const writes = main.replace(', readOnly: true', '');
    expect(roles('Deployment', 'web', [fills('web-helper'), writes], SHARED)).not.toContain('sure');
  });

  it('lets a tail be a sidecar by itself, and a follower by its word', () => {
    const tail = `name: out, image: "busybox:1", args: [/bin/sh, -c, "tail -n+1 -F /l/a.log"], ${at('/l')}`;
    for (const kind of ['Job', 'Deployment'])
      expect(roles(kind, 'shop', [`${APP}, ${at('/log')}`, tail], SHARED)).toBe(
        'app app, out sure',
      );
  });

  it('takes what the main container asks at its start for a helper, where its name says so', () => {
    const main = 'name: dns, image: "r/dns:1", args: ["--webhook-url=http://localhost:8888"]';
    const ports = 'ports: [{containerPort: 8888}]';
    expect(roles('Deployment', 'dns', [main, `name: webhook, image: "r/w:1", ${ports}`])).toBe(
      'dns app, webhook sure',
    );
    // A back end that is asked is no helper, and nor is one that asks back.
    expect(roles('Deployment', 'dns', [main, `name: backend, image: "r/w:1", ${ports}`])).toBe(
      'dns app, backend app',
    );
  });
});

describe('stores', () => {
  const redis = 'name: cache, image: "redis:7", ports: [{containerPort: 6379}]';
  const asks = `${APP}, env: [{name: REDIS_URL, value: "redis://localhost:6379"}]`;

  it.each(['Deployment', 'StatefulSet', 'DaemonSet', 'Job'])(
    'that are asked are sidecars: %s',
    (kind) => {
      expect(roles(kind, 'shop', [asks, redis])).toBe('app app, cache sure');
    },
  );

  it.each([
    ['nobody asks it', [APP, redis], ''],
    ['another host is asked', [asks.replace('localhost', 'redis.prod'), redis], ''],
    [
      'an exporter asks it',
      ['name: metrics, image: "m:1", args: ["redis://localhost:6379"]', redis],
      '',
    ],
    [
      'it has a claim',
      [asks, `${redis}, volumeMounts: [{name: d, mountPath: /data}]`],
      '      volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]\n',
    ],
    [
      'its data is on the node',
      [asks, `${redis}, volumeMounts: [{name: d, mountPath: /data}]`],
      '      volumes: [{name: d, hostPath: {path: /d}}]\n',
    ],
    ['others reach it on the node', [asks, redis.replace('6379}', '6379, hostPort: 6379}')], ''],
  ])('and not where %s', (_, containers, volumes) => {
    expect(roles('Deployment', 'shop', containers, volumes)).not.toContain('cache sure');
  });

  it.each([
    ['mariadb:11', '{name: DATABASE_URL, value: "mysql://u:p@127.0.0.1/shop"}'],
    ['mysql:8', '{name: DB_DSN, value: "u:p@tcp(localhost)/shop"}'],
    ['mysql:8', '{name: DB_DSN, value: "u:p@tcp(127.0.0.1:3306)/shop"}'],
    ['mysql:8', '{name: DB_HOST, value: "127.0.0.1"}'],
    ['mongo:7', '{name: MONGO_URL, value: "mongodb://localhost/shop"}'],
    ['valkey/valkey:8', '{name: CACHE, value: "redis://localhost"}'],
    ['memcached:1.6', '{name: MEMCACHED, value: "localhost:11211"}'],
    ['rabbitmq:3', '{name: BROKER, value: "amqp://guest:guest@localhost"}'],
    ['nats:2', '{name: BUS, value: "nats://localhost"}'],
    ['neo4j:5', '{name: GRAPH, value: "bolt://localhost"}'],
    ['minio/minio:1', '{name: S3, value: "http://localhost:9000"}'],
    ['localstack/localstack:3', '{name: AWS_ENDPOINT_URL, value: "http://localhost:4566"}'],
    ['mailhog/mailhog:1', '{name: SMTP_ADDR, value: "localhost:1025"}'],
    ['elasticsearch:8', '{name: ES, value: "http://localhost:9200"}'],
    ['mcr.microsoft.com/mssql/server:2022', '{name: C, value: "Server=localhost,1433;Database=s"}'],
    ['mcr.microsoft.com/mssql/server:2022', '{name: C, value: "Server=tcp:127.0.0.1,1433;UID=s"}'],
    [
      'mcr.microsoft.com/mssql/server:2022',
      '{name: C, value: "Data Source=localhost;Initial Catalog=s;User Id=sa"}',
    ],
    ['postgres:16', '{name: C, value: "Host=localhost;Port=5432;Database=s"}'],
  ])('have the port of their family where they declare none: %s by %s', (image, env) => {
    const cache = `name: cache, image: "${image}"`;
    expect(roles('Deployment', 'shop', [`${APP}, env: [${env}]`, cache])).toBe(
      'app app, cache sure',
    );
  });

  it.each([
    ['ollama/ollama:1', '11434', ''],
    ['vllm/vllm-openai:1', '8000', ''],
    ['google/cloud-sdk:1', '8085', ', command: [gcloud, beta, emulators, pubsub, start]'],
    ['mcr.microsoft.com/playwright:v1', '3000', ', command: [playwright, run-server]'],
    ['quay.io/keycloak/keycloak:26', '8080', ', args: [start-dev]'],
    ['launchdarkly/ld-relay:8', '8030', ''],
    ['ghcr.io/open-feature/flagd:1', '8013', ''],
    ['ghcr.io/cerbos/cerbos:0.40', '3592', ''],
  ])('and servers of models, flags and policies are alike: %s', (image, port, more) => {
    const cache = `name: cache, image: "${image}"${more}`;
    const asker = `${APP}, args: ["http://localhost:${port}"]`;
    const third = 'name: web, image: "registry.example.com/web:1"';
    expect(roles('Deployment', 'shop', [asker, cache, third])).toContain('cache sure');
    expect(roles('Deployment', 'shop', [APP, cache, third])).not.toContain('cache sure');
  });

  it.each([
    ['its image runs a client', `${redis.replace(/, ports.*/, '')}, command: [redis-cli, monitor]`],
    [
      'it is told of its own kind under a name of others',
      'name: cache, image: "redis:7", env: [{name: REDIS_URL, value: "redis:6379"}]',
    ],
    [
      'it follows another one',
      'name: cache, image: "redis:7", args: [redis-server, --replicaof, "redis-0.redis:6379"]',
    ],
    [
      'others know it by a name',
      'name: cache, image: "apache/kafka:4", env: [{name: KAFKA_ADVERTISED_LISTENERS, value: "PLAINTEXT://kafka.shop:9092"}]',
    ],
  ])('and not where %s', (_, cache) => {
    const both = `${APP}, args: ["redis://localhost:6379", "localhost:9092"]`;
    expect(roles('Deployment', 'shop', [both, cache])).not.toContain('cache sure');
  });

  it('and not where the workload is named after it', () => {
    expect(roles('Deployment', 'shop-redis', [asks, redis])).toBe('app app, cache app');
  });

  it('stay with the one they are there for', () => {
    const proxy =
      'name: login, image: "quay.io/oauth2-proxy/oauth2-proxy:v7", args: ["--redis-connection-url=redis://localhost:6379"], ports: [{containerPort: 4180}]';
    expect(roles('Deployment', 'auth', [proxy, redis])).not.toContain('login sure');
  });
});

describe('parts of one product', () => {
  const asks = `${APP}, args: ["--upstream=http://localhost:3000"]`;
  const other = (name: string, port = '{containerPort: 3000}'): string =>
    `name: ${name}, image: "registry.example.com/x:1", ports: [${port}]`;

  it('ask each other: a word is not enough beside a port for others', () => {
    expect(roles('Deployment', 'clinic', [asks, other('patient-adapter')])).toContain(
      'adapter sure',
    );
    for (const port of [
      '{containerPort: 3000, name: http}',
      '{containerPort: 3000, hostPort: 3000}',
    ])
      expect(roles('Deployment', 'clinic', [asks, other('patient-adapter', port)])).toContain(
        'adapter likely',
      );
  });

  it('nor where it is a word of the workload', () => {
    expect(roles('Deployment', 'usage', [asks, other('collector')])).toContain('collector sure');
    expect(
      roles('Deployment', 'usage-collector-service', [asks, other('collector')]),
    ).not.toContain('collector sure');
  });

  it('and what is called a sidecar is one', () => {
    const open = other('clinic-sidecar', '{containerPort: 3000, name: http}');
    expect(roles('Deployment', 'clinic', [asks, open])).toContain('sidecar sure');
  });

  const nginx = (port: number): string =>
    `name: proxy, image: "nginx:1.27", ports: [{containerPort: ${port}}]`;

  it.each([
    'name: php, image: "php:8.3-fpm"',
    'name: php-fpm, image: "registry.example.com/shop:1", ports: [{containerPort: 9000}]',
    'name: shop, image: "registry.example.com/shop:1", command: [uwsgi, --socket, ":3031"]',
    'name: shop, image: "registry.example.com/shop:1", args: [gunicorn, "shop:app"]',
  ])('are a web server and what it takes requests for: %s', (server) => {
    expect(roles('Deployment', 'store', [server, nginx(8081)])).toContain('proxy likely');
  });

  it('which an exporter of one of them is not', () => {
    const exporter = 'name: php-fpm-exporter, image: "registry.example.com/php-fpm-exporter:2"';
    const app = `${APP}, ports: [{containerPort: 3000}]`;
    expect(roles('Deployment', 'store', [app, nginx(8081), exporter])).not.toContain(
      'proxy likely',
    );
  });
});

describe('proxies', () => {
  const init = (uid: number): string =>
    `      initContainers: [{name: i, image: "iptables-init:1", args: ["-p", "8000", "-u", "${uid}"], securityContext: {capabilities: {add: [NET_ADMIN]}}}]\n`;
  const envoy = 'name: envoy, image: "envoyproxy/envoy:v1", securityContext: {runAsUser: 1111}';

  it('through which traffic is redirected are sidecars', () => {
    expect(roles('Deployment', 'x', [APP, envoy], init(1111))).toBe('app app, envoy sure');
    expect(roles('Deployment', 'x', [APP, envoy], init(7))).toBe('app app, envoy likely');
  });

  it('of kubectl too, beside something', () => {
    const proxy = 'name: k, image: "registry.example.com/kubectl:1", args: [proxy, -p, "8001"]';
    expect(roles('Deployment', 'x', [APP, proxy])).toBe('app app, k sure');
  });
});

describe('what is renewed again and again', () => {
  const loop = (body: string, more = ''): string =>
    `name: renew, image: "acme/tools:1", command: [sh, -c, ${JSON.stringify(body)}], ${at('/t')}${more}`;
  const reader = `${APP}, ${at('/run/t', true)}`;
  const of = (body: string, kind = 'Deployment', more = ''): string =>
    roles(kind, 'shop', [reader, loop(body, more)], SHARED);

  it.each([
    'while true; do aws ecr get-login-password > /t/token; sleep 600; done',
    'while :; do az account get-access-token -o tsv > /t/x && mv /t/x /t/db; sleep 600; done',
    'while sleep 600; do gcloud auth print-access-token > /t/token; done',
    'trap exit TERM; while :; do certbot renew --config-dir /t; sleep 12h & wait $!; done',
    'git clone https://git.example.com/x /t/x || true; while true; do git -C /t/x pull; sleep 9; done',
    'while true; do rclone sync s3:models /t; sleep 300; done',
    'while true; do curl -sf https://idp.example.com/token -o /t/token; sleep 60; done',
    'while true; do until kinit -kt /k -c /t/cc u; do sleep 5; done; sleep 3600; done',
    'while true; do kubectl create token ci > /t/x; mv /t/x /t/token; sleep 600; done',
  ])('for a reader is a sidecar: %s', (body) => {
    for (const kind of ['Deployment', 'StatefulSet', 'Job'])
      expect(of(body, kind)).toBe('app app, renew sure');
  });

  it.each([
    ['what it runs is unknown', 'while true; do /mint > /t/token; sleep 60; done'],
    ['a server stands in it', 'while true; do ./serve; aws sts get-session-token > /t/x; done'],
    ['it sends', 'while true; do aws s3 sync /t s3://b; sleep 60; done'],
    ['it leaves', 'while true; do aws sts get-session-token > /t/x; [ -f /x ] && exit 0; done'],
    ['it comes to an end', 'for i in 1 2 3; do aws ecr get-login-password > /t/x; sleep 5; done'],
    ['it goes nowhere', 'while true; do curl -sf https://a.example.com/ping; sleep 60; done'],
    ['nothing is got', 'while true; do date > /t/now; sleep 60; done'],
  ])('and not where %s', (_, body) => {
    expect(of(body)).not.toContain('sure');
  });

  it('and not where nobody else has the volume, the node has it, or the workload is named so', () => {
    const body = 'while true; do aws ecr get-login-password > /t/token; sleep 600; done';
    expect(roles('Deployment', 'shop', [APP, loop(body)], SHARED)).not.toContain('sure');
    const node = '      volumes: [{name: v, hostPath: {path: /creds}}]\n';
    expect(roles('DaemonSet', 'shop', [reader, loop(body)], node)).not.toContain('sure');
    expect(roles('Deployment', 'renew', [reader, loop(body)], SHARED)).not.toContain('sure');
    expect(of(body, 'Deployment', ', ports: [{containerPort: 8443}]')).not.toContain('sure');
  });

  it('nor are two such loops', () => {
    const other = loop('while true; do aws sts get-session-token > /t/b; sleep 9; done');
    const one = loop('while true; do aws sts get-session-token > /t/a; sleep 9; done');
    expect(
      roles('Deployment', 'creds', [one, other.replace('name: renew', 'name: again')], SHARED),
    ).not.toContain('sure');
  });
});

describe('what is mounted for others', () => {
  const mount = (path: string, how: string): string =>
    `volumeMounts: [{name: v, mountPath: ${path}, mountPropagation: ${how}}]`;
  const reader = `${APP}, ${mount('/data', 'HostToContainer')}`;
  const mounts = mount('/m', 'Bidirectional');
  const NODE = '      volumes: [{name: v, hostPath: {path: /mnt/v}}]\n';

  it.each([
    'image: "juicedata/mount:1", command: [juicefs, mount, "redis://m/1", /m]',
    'image: "efrecon/s3fs:1"',
    'image: "acme/tools:1", command: [goofys, -f, "b:/", /m]',
    'image: "rclone/rclone:1", args: [mount, "s3:b", /m]',
  ])('makes a sidecar of what mounts: %s', (said) => {
    for (const volumes of [SHARED, NODE])
      expect(roles('Deployment', 'shop', [reader, `name: b, ${said}, ${mounts}`], volumes)).toBe(
        'app app, b sure',
      );
  });

  it.each([
    ['nobody sees it', 'juicedata/mount:1', APP, 'shop'],
    ['the workload is named after it', 'juicedata/mount:1', reader, 'b'],
    ['nobody knows what it is', 'acme/mediaserver:1', reader, 'shop'],
    ['it is of the same image', 'registry.example.com/app:1', reader, 'shop'],
  ])('and not where %s', (_, image, other, workload) => {
    expect(
      roles('Deployment', workload, [other, `name: b, image: "${image}", ${mounts}`], NODE),
    ).not.toContain('b sure');
  });

  it('and not of the driver on a node', () => {
    const driver = `name: driver, image: "acme/csi:1", args: ["--endpoint=/csi/csi.sock"], ${mounts}`;
    expect(roles('DaemonSet', 'csi', [driver, reader], NODE)).not.toContain('sure');
  });
});

describe('names of a pod', () => {
  const dns = (server: string): string =>
    `      dnsPolicy: None\n      dnsConfig: {nameservers: [${server}]}\n`;
  const resolver = 'name: names, image: "coredns/coredns:1"';
  const web = `${APP}, ports: [{containerPort: 8080}]`;

  it('that are asked on localhost make a sidecar of the resolver', () => {
    for (const kind of ['Deployment', 'Job'])
      for (const image of ['jpillora/dnsmasq:1', 'klutchell/unbound:1', 'adguard/dnsproxy:1'])
        expect(roles(kind, 'shop', [APP, `name: names, image: "${image}"`], dns('127.0.0.1'))).toBe(
          'app app, names sure',
        );
    const told = `${resolver}, ports: [{containerPort: 53, protocol: UDP}]`;
    expect(roles('Deployment', 'shop', [web, told], dns('127.0.0.1'))).toBe('app app, names sure');
  });

  it('and not those that are asked elsewhere, or of a server for others', () => {
    expect(roles('Deployment', 'shop', [APP, resolver], dns('10.96.0.10'))).not.toContain('sure');
    expect(roles('Deployment', 'shop', [APP, resolver])).not.toContain('sure');
    const open = `${resolver}, ports: [{containerPort: 53, protocol: UDP}]`;
    expect(roles('Deployment', 'zone', [APP, open], dns('127.0.0.1'))).not.toContain('sure');
    expect(roles('Deployment', 'names', [web, resolver], dns('127.0.0.1'))).not.toContain('sure');
    const nobody = 'name: names, image: "acme/x:1"';
    expect(roles('Deployment', 'shop', [APP, nobody], dns('127.0.0.1'))).not.toContain('sure');
  });
});

describe('servers for development', () => {
  const asks = (port: number): string => `${APP}, args: ["http://localhost:${port}"]`;
  it.each([
    ['hashicorp/vault:1', '[server, -dev]', 8200],
    ['openbao/openbao:2', '[server, -dev, -dev-root-token-id=x]', 8200],
    ['hashicorp/consul:1', '[agent, -dev]', 8500],
  ] as const)('are stores of what asks them: %s %s', (image, args, port) => {
    const server = `name: s, image: "${image}", args: ${args}`;
    for (const kind of ['Deployment', 'Job'])
      expect(roles(kind, 'shop', [asks(port), server])).toBe('app app, s sure');
    expect(roles('Deployment', 'shop', [APP, server])).not.toContain('sure');
    const kept = server.replace('-dev', port === 8500 ? '-server' : '-config=/c');
    expect(roles('Deployment', 'shop', [asks(port), kept])).not.toContain('s sure');
    expect(roles('Deployment', 's', [asks(port), server])).not.toContain('s sure');
  });
});

describe('an engine of containers', () => {
  const asks = `${APP}, env: [{name: DOCKER_HOST, value: "tcp://127.0.0.1:2375"}]`;
  const third = 'name: web, image: "registry.example.com/web:1"';
  const podman = (words: string): string =>
    `name: e, image: "podman/stable:5", command: [${words}]`;

  it('that serves the application is a sidecar, and one that runs something is not', () => {
    const serves = podman('podman, system, service, "--time=0", "tcp://127.0.0.1:2375"');
    for (const all of [
      [asks, serves],
      [asks, serves, third],
    ])
      expect(roles('Job', 'ci', all)).toContain('e sure');
    expect(roles('Job', 'ci', [APP, serves])).not.toContain('sure');
    const ends = podman('podman, run, --rm, x');
    const signals = roles('Deployment', 'ci', [asks, ends]);
    expect(signals).toContain('app app');
  });
});

describe('logs', () => {
  const logstash = 'name: ls, image: "logstash:8"';
  const writer = `${APP}, ${at('/var/log/app')}`;

  it('that it is told only to read make a pipeline a sidecar', () => {
    const reads = `${logstash}, ${at('/var/log/app', true)}`;
    expect(roles('Deployment', 'shop', [writer, reads], SHARED)).toBe('app app, ls sure');
    const listens = `${reads}, ports: [{containerPort: 5044}]`;
    expect(roles('Deployment', 'shop', [writer, listens], SHARED)).not.toContain('sure');
    expect(
      roles(
        'Deployment',
        'shop',
        [`${APP}, ${at('/in')}`, `${logstash}, ${at('/spool', true)}`],
        SHARED,
      ),
    ).not.toContain('sure');
    expect(
      roles('Deployment', 'shop', [writer, `${logstash}, ${at('/var/log/app')}`], SHARED),
    ).not.toContain('sure');
    expect(roles('Deployment', 'ls', [writer, reads], SHARED)).not.toContain('sure');
  });

  it('whose file is made before it is followed are followed', () => {
    const tail = (script: string): string =>
      `name: out, image: "busybox:1", command: [sh, -c, "${script}"], ${at('/l')}`;
    expect(roles('Job', 'shop', [writer, tail('touch /l/a && exec tail -F /l/a')], SHARED)).toBe(
      'app app, out sure',
    );
    expect(
      roles('Job', 'shop', [writer, tail('make-it > /l/a; exec tail -F /l/a')], SHARED),
    ).not.toContain('out sure');
  });
});
