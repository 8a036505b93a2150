import { describe, expect, it } from 'vitest';
import type { Container } from '../../../../src/model/container.js';
import { CATALOGUE, standingOf } from '../../../../src/pod/classify/catalogue/index.js';
import { podOf } from '../../../support/pods.js';

function containerOf(text: string): Container {
  const [container] = podOf([text, 'name: web, image: "registry.example.com/web:1"']).containers;
  if (container === undefined) throw new Error('the text holds no container');
  return container;
}

/** In one line: what it is, and by which mode. */
function standing(text: string): string {
  const found = standingOf(containerOf(text));
  if (found === null) return 'nobody';
  const { family, sure } = found.known;
  const who = `${family.id}${sure ? '' : ' (perhaps)'}`;
  switch (found.kind) {
    case 'helper':
      return who;
    case 'dual':
      return `${who}, dual: ${found.presence}`;
    case 'store':
      return `${who}, store: ${found.ports.join(' ')}`;
    case 'ends':
      return `${who} ends: ${found.mode}`;
    case 'other':
      return `${who} is something else: ${found.mode}`;
  }
}

describe('what the catalogue says of a container', () => {
  it.each([
    ['name: x, image: "jimmidyson/configmap-reload:v0.9"', 'configmap-reload'],
    ['name: x, image: "envoyproxy/envoy:v1.30"', 'envoy, dual: front'],
    ['name: x, image: "grafana/alloy:v1"', 'grafana-agent, dual: sure'],
    ['name: x, image: "fluent/fluentd:v1"', 'fluentd, dual: intake'],
    ['name: x, image: "logstash:8"', 'logstash, dual: never'],
    ['name: x, image: "redis:7-alpine"', 'redis, store: 6379'],
    ['name: x, image: "mcr.microsoft.com/mssql/server:2022"', 'mssql, store: 1433'],
    ['name: x, image: "registry.example.com/web:1"', 'nobody'],
    ['name: x', 'nobody'],
  ])('%s: %s', (text, expected) => {
    expect(standing(text)).toBe(expected);
  });
});

describe('modes that are meant to finish', () => {
  it.each([
    ['name: x, image: "git-sync/git-sync:v4", args: ["--one-time"]', 'git-sync ends: --one-time'],
    [
      'name: x, image: "git-sync/git-sync:v4", env: [{name: GITSYNC_ONE_TIME, value: "true"}]',
      'git-sync ends: GITSYNC_ONE_TIME=true',
    ],
    [
      'name: x, image: "kiwigrid/k8s-sidecar:1", env: [{name: METHOD, value: LIST}]',
      'k8s-sidecar ends: METHOD=LIST',
    ],
    [
      'name: x, image: "rclone/rclone:1", args: ["--config", /c, move, a, "b:"]',
      'rclone ends: move',
    ],
    ['name: x, image: "rclone/rclone:1", args: [sync, a, "b:"]', 'rclone ends: sync'],
    ['name: x, image: "rclone/rclone:1"', 'rclone ends: '],
    [
      'name: wal-g, image: "acme/tools:1", command: [wal-g, backup-push, /d]',
      'wal-g (perhaps) ends: backup-push',
    ],
    [
      'name: x, image: "hashicorp/vault:1", command: [vault, kv, get, secret/x]',
      'vault-agent ends: kv',
    ],
    [
      'name: x, image: "hashicorp/vault:1", args: [agent, "-config=/c", -exit-after-auth]',
      'vault-agent ends: agent -exit-after-auth',
    ],
    [
      'name: x, image: "hashicorp/vault:1", command: [sh, -c, "vault agent -config=/c -exit-after-auth=true"]',
      'vault-agent ends: agent -exit-after-auth=true',
    ],
    [
      'name: x, image: "hashicorp/consul-template:1", args: [-once, "-config=/c"]',
      'consul-template ends: -once',
    ],
    [
      'name: x, image: "fluent/fluent-bit:3", args: [-i, tail, -p, exit_on_eof=true, -o, stdout]',
      'fluent-bit ends: exit_on_eof=true',
    ],
    ['name: x, image: "litestream:0.3", args: [restore, /d.db]', 'litestream ends: restore'],
    ['name: x, image: "telegraf:1", args: [telegraf, --once]', 'telegraf ends: --once'],
    [
      'name: x, image: "prometheus-config-reloader:v1", args: ["--watch-interval=0"]',
      'prometheus-config-reloader ends: --watch-interval=0',
    ],
    [
      'name: kinit-sidecar, image: "acme/x:1", command: [kinit, -kt, /k, u@R]',
      'kerberos-renewer ends: kinit -kt /k u@R',
    ],
    [
      'name: k5start, image: "acme/x:1", command: [k5start, -f, /k, u]',
      'k5start ends: k5start -f /k u',
    ],
    [
      'name: x, image: "acme/logrotate:1", command: [logrotate, /c]',
      'logrotate ends: logrotate /c',
    ],
    [
      'name: x, image: "docker:27-dind", command: [sh, -c, "dockerd & docker build -t x . && docker push x"]',
      'docker-in-docker ends: docker push x',
    ],
    [
      'name: x, image: "tbot:16", env: [{name: TBOT_ONESHOT, value: "1"}], args: [start]',
      'teleport-tbot ends: TBOT_ONESHOT=1',
    ],
    [
      'name: x, image: "secrets-provider-for-k8s:1", env: [{name: CONTAINER_MODE, value: init}]',
      'conjur-authn ends: CONTAINER_MODE=init',
    ],
    ['name: x, image: "restic/restic:0.17", args: [backup, /d]', 'restic ends: backup /d'],
  ])('%s: %s', (text, expected) => {
    expect(standing(text)).toBe(expected);
  });
});

describe('near misses that run on', () => {
  it.each([
    ['name: x, image: "git-sync/git-sync:v4", args: ["--one-time=false"]', 'git-sync'],
    ['name: x, image: "git-sync/git-sync:v4", args: [sync, "--period=1m"]', 'git-sync'],
    [
      'name: x, image: "git-sync/git-sync:v4", env: [{name: GITSYNC_ONE_TIME, value: "false"}]',
      'git-sync',
    ],
    ['name: x, image: "rclone/rclone:1", args: [mount, "b:", /d]', 'rclone'],
    ['name: x, image: "rclone/rclone:1", args: [mount, copy]', 'rclone'],
    [
      'name: x, image: "rclone/rclone:1", command: [sh, -c, "while true; do rclone sync a b:; sleep 60; done"]',
      'rclone',
    ],
    ['name: x, image: "wal-g:3", command: [wal-g, wal-receive]', 'wal-g'],
    ['name: x, image: "acme/krb:1", command: [k5start, -K, "10", -f, /k, u]', 'k5start'],
    [
      'name: x, image: "kinit-sidecar:1", command: [sh, -c, "while :; do kinit -R; sleep 3600; done"]',
      'kerberos-renewer',
    ],
    ['name: x, image: "docker:27-dind"', 'docker-in-docker'],
    ['name: x, image: "docker:27-dind", args: ["--mtu=1400"]', 'docker-in-docker'],
    ['name: x, image: "minio/mc:1", args: [mirror, --watch, a, b]', 'minio-client'],
  ])('%s: %s', (text, expected) => {
    expect(standing(text)).toBe(expected);
  });
});

describe('sub-commands that make it something else', () => {
  it.each([
    ['name: x, image: "hashicorp/vault:1", args: [server]', 'vault-agent is something else: '],
    ['name: x, image: "hashicorp/vault:1"', 'vault-agent is something else: '],
    ['name: x, image: "hashicorp/vault:1", args: [agent, "-config=/c"]', 'vault-agent'],
    [
      'name: x, image: "hashicorp/vault:1", command: [sh, -c, "exec vault agent -config=$CONFIG"]',
      'vault-agent',
    ],
    [
      'name: x, image: "hashicorp/consul:1", args: [agent, -server, -bootstrap-expect=3]',
      'consul-agent is something else: agent -server',
    ],
    ['name: x, image: "hashicorp/consul:1", args: [agent, -join, c]', 'consul-agent, dual: sure'],
    ['name: x, image: "hashicorp/vault:1", args: [server, -dev]', 'vault-agent, store: 8200'],
    [
      'name: x, image: "hashicorp/vault:1", args: [server, "-dev=false"]',
      'vault-agent is something else: ',
    ],
    ['name: x, image: "hashicorp/consul:1", args: [agent, -dev]', 'consul-agent, store: 8500 8502'],
    [
      'name: x, image: "linuxserver/wireguard:1", env: [{name: PEERS, value: "3"}]',
      'wireguard is something else: PEERS=3',
    ],
    ['name: x, image: "linuxserver/wireguard:1"', 'wireguard, dual: front'],
    [
      'name: x, image: "podman/stable:5", command: [podman, system, service, "tcp://:2375"]',
      'podman-service, dual: never',
    ],
    ['name: x, image: "podman/stable:5", command: [podman, run, x]', 'podman-service ends: run'],
    ['name: x, image: "juicedata/mount:1", args: [juicefs, mount, a, /m]', 'juicefs, dual: never'],
    ['name: x, image: "juicedata/mount:1", args: [juicefs, gc, a]', 'juicefs is something else: '],
    [
      'name: x, image: "acme/x:1", command: [gcloud, compute, start-iap-tunnel, b, "22"]',
      'iap-tunnel, dual: sure',
    ],
    ['name: x, image: "acme/x:1", command: [gcloud, compute, instances, list]', 'nobody'],
    [
      'name: x, image: "statsd/statsd:1", env: [{name: GRAPHITE_HOST, value: localhost}]',
      'statsd is something else: GRAPHITE_HOST=localhost',
    ],
    [
      'name: x, image: "statsd/statsd:1", env: [{name: GRAPHITE_HOST, value: graphite.obs}]',
      'statsd, dual: sure',
    ],
    ['name: x, image: "itzg/mc-backup:1"', 'minecraft-backup'],
    ['name: x, image: "itzg/mc-backup:1", args: [now]', 'minecraft-backup ends: now'],
    [
      'name: x, image: "itzg/mc-backup:1", env: [{name: BACKUP_INTERVAL, value: "0"}]',
      'minecraft-backup ends: BACKUP_INTERVAL=0',
    ],
    [
      'name: x, image: "itzg/mc-backup:1", env: [{name: BACKUP_INTERVAL, value: 24h}]',
      'minecraft-backup',
    ],
    ['name: x, image: "offen/docker-volume-backup:v2"', 'scheduled-dump, dual: sure'],
    ['name: x, image: "offen/docker-volume-backup:v2", command: [backup]', 'nobody'],
    ['name: x, image: "acme/x:1", command: [backup]', 'nobody'],
    [
      'name: x, image: "quay.io/thanos/thanos:v1", args: [receive, --label, role, sidecar]',
      'thanos-sidecar is something else: ',
    ],
    ['name: x, image: "quay.io/thanos/thanos:v1", args: [sidecar]', 'thanos-sidecar'],
    [
      'name: x, image: "infisical/cli:1", args: [run, --, npm, start]',
      'infisical-agent is something else: ',
    ],
    ['name: x, image: "infisical/cli:1", args: [agent, --config, /c]', 'infisical-agent'],
    [
      'name: x, image: "istio/proxyv2:1", args: [proxy, router, --domain, x]',
      'istio-proxy is something else: proxy router',
    ],
    ['name: x, image: "istio/proxyv2:1", args: [proxy, sidecar]', 'istio-proxy'],
    [
      'name: x, image: "consul-template:1", args: [-template, a, -exec, nginx]',
      'consul-template is something else: -exec',
    ],
    [
      'name: x, image: "litestream:1", args: [replicate, -exec, /app]',
      'litestream is something else: replicate -exec',
    ],
    [
      'name: x, image: "bitnami/kubectl:1", args: [proxy, "--port=8001"]',
      'kubectl-proxy, dual: sure',
    ],
    ['name: x, image: "bitnami/kubectl:1", args: [apply, -f, x]', 'kubectl-proxy ends: apply'],
    [
      'name: x, image: "kuma-dp:2", env: [{name: KUMA_DATAPLANE_PROXY_TYPE, value: ingress}]',
      'kuma-dp is something else: KUMA_DATAPLANE_PROXY_TYPE=ingress',
    ],
  ])('%s: %s', (text, expected) => {
    expect(standing(text)).toBe(expected);
  });
});

describe('a script', () => {
  it('that runs something of its own beside its daemon is something else', () => {
    expect(
      standing(
        'name: x, image: "docker:27-dind", command: [sh, -c, "dockerd & sleep 3; docker run x"]',
      ),
    ).toBe('docker-in-docker is something else: run');
  });
});

describe('a name', () => {
  it.each([
    ['name: cloud-sql-proxy, image: "registry.example.com/x:1"', 'cloud-sql-proxy'],
    ['name: cloud-sql-proxy, image: ""', 'cloud-sql-proxy'],
    ['name: cloud-sql-proxy', 'cloud-sql-proxy'],
    ['name: kube-rbac-proxy, image: "acme/acme-kube-rbac-proxy:1"', 'kube-rbac-proxy'],
    [`name: kube-rbac-proxy, image: "\${PROXY_IMAGE}"`, 'kube-rbac-proxy'],
    ['name: kube-rbac-proxy, image: "acme/billing:1"', 'kube-rbac-proxy (perhaps)'],
    ['name: fluent-bit, image: "acme/fluent-bit-ui:1"', 'fluent-bit (perhaps), dual: intake'],
    ['name: kube-rbac-proxy, image: "redis:7"', 'redis, store: 6379'],
    ['name: medusa, image: "acme/medusa-backend:2"', 'medusa (perhaps)'],
    ['name: vector, image: "acme/vector-search:1"', 'vector-agent (perhaps), dual: intake'],
    ['name: xray, image: "jfrog/xray-server:3"', 'xray-daemon (perhaps)'],
    ['name: opa, image: ""', 'opa (perhaps), dual: front'],
    ['name: dind, image: "docker:27-cli"', 'docker-in-docker (perhaps)'],
  ])('%s: %s', (text, expected) => {
    expect(standing(text)).toBe(expected);
  });

  it('is telling or common, and never both', () => {
    const names = CATALOGUE.flatMap((family) => family.names);
    expect(names.every((name) => /^[a-z0-9][a-z0-9-]*$/.test(name))).toBe(true);
  });
});
