import { describe, expect, it } from 'vitest';
import { CATALOGUE, familiesOf } from '../../../../src/pod/classify/catalogue/families.js';

describe('the catalogue', () => {
  it('holds at least 200 families, each once and each with a source', () => {
    expect(CATALOGUE.length).toBeGreaterThanOrEqual(200);
    expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length);
    for (const { source, images, names, programs } of CATALOGUE) {
      expect(source.length).toBeGreaterThan(8);
      expect(images.length + names.length + programs.length).toBeGreaterThan(0);
    }
  });

  it('covers every sort of sidecar, and what stores for others', () => {
    expect(new Set(CATALOGUE.map(({ category }) => category)).size).toBe(19);
  });

  it('writes no image with an open end', () => {
    for (const { images } of CATALOGUE)
      for (const image of images) expect(image).toMatch(/^[a-z0-9][a-z0-9._/-]*[a-z0-9]$/);
  });
});

const IMAGES = CATALOGUE.flatMap(({ id, images }) => images.map((image) => [id, image] as const));

/** Every way to write one image that is still the same. */
function written(image: string): readonly string[] {
  const digest = `@sha256:${'a'.repeat(64)}`;
  return [
    image,
    `${image}:1.2.3`,
    `docker.io/${image}:1.2.3`,
    `registry.example.com:5000/mirror/of/${image}:v1`,
    `registry.example.com/${image}:1.2.3${digest}`,
    `${image}${digest}`,
    `\${REGISTRY}/${image}:\${TAG}`,
    `${image}-debug:1`,
    `${image}-ubi8:1`,
    `${image}-linux-amd64:1`,
    `rancher/mirrored-${(image.includes('/') ? image : `acme/${image}`).replace('/', '-')}:1`,
  ];
}

describe('an image', () => {
  it.each(IMAGES)('of %s is known as %s however it is written', (id, image) => {
    const mirrored = image.split('/').length < 3;
    for (const one of written(image).slice(0, mirrored ? undefined : -1))
      expect(
        familiesOf(one).map((family) => family.id),
        one,
      ).toContain(id);
  });

  it.each(IMAGES)('that only begins or ends as that of %s is another: %s', (_, image) => {
    const base = image.slice(image.lastIndexOf('/') + 1);
    for (const one of [`${image}x:1`, `acme/x${base}:1`, `acme/${base}-billing:1`])
      expect(familiesOf(one), one).toEqual([]);
  });

  it.each([
    ...['acme/fluentd-ui', 'acme/fluent-bit-ui', 'acme/pgbouncer-admin', 'acme/wireguard-ui'],
    ...['acme/oauth2-proxy-admin', 'acme/proxyv2-billing', 'acme/git-sync-dashboard'],
    ...['acme/vector-search', 'acme/medusa-backend', 'linkerd/proxy-init', 'acme/nginx-static'],
    ...['acme/redis-commander', 'acme/postgres-operator', 'acme/grafana', 'acme/shop'],
  ])('%s is nobody', (image) => {
    expect(familiesOf(`${image}:1`)).toEqual([]);
  });

  it.each([
    ['fluent/fluentd-kubernetes-daemonset:v1-debian-cloudwatch-1', 'fluentd'],
    ['k8s.gcr.io/fluentd-gcp:1.30', 'fluentd'],
    ['registry.k8s.io/git-sync-amd64:v2.0.6', 'git-sync'],
    ['registry.redhat.io/openshift4/ose-kube-rbac-proxy-rhel9:v4.15', 'kube-rbac-proxy'],
    ['rancher/mirrored-kiwigrid-k8s-sidecar:1.2', 'k8s-sidecar'],
    ['public.ecr.aws/gravitational/tbot-distroless:16', 'teleport-tbot'],
    ['oliver006/redis_exporter:v1', 'redis-exporter'],
    ['bitnami/redis-exporter:1', 'redis-exporter'],
    ['bitnami/postgresql:16', 'postgres'],
    ['otel/opentelemetry-collector-contrib:0.100.0', 'otel-collector'],
    ['gcr.io/datadoghq/agent:7', 'datadog-agent'],
  ])('%s is %s', (image, id) => {
    expect(familiesOf(image).map((family) => family.id)).toEqual([id]);
  });
});
