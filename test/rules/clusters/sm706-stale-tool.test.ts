import { describe, expect, it } from 'vitest';
import { staleTool } from '../../../src/rules/clusters/sm706-stale-tool.js';
import { ask, pair, severities } from '../../support/subject.js';

const datadog = 'admission.datadoghq.com/enabled';
const env = (value: string) => ({ env: [{ name: 'PASSWORD', value }] });
const gates = (conditionType: string) => ({ readinessGates: [{ conditionType }] });
const keeper = { labels: { 'kuik.enix.io/image-caching-policy': 'cache' } };

describe('SM706: webhooks that strip the field', () => {
  it.each([
    ['Datadog', pair(), { labels: { [datadog]: 'true' } }],
    ['App Mesh', pair(), { annotations: { 'appmesh.k8s.aws/sidecarInjectorWebhook': 'enabled' } }],
    ['kube-image-keeper', pair(), keeper],
    ['load balancer', pair({}, gates('target-health.elbv2.k8s.aws/shop')), {}],
    ['berglas', pair({}, {}, env('sm://project/secret')), {}],
    ['kube-secrets-init', pair(env('gcp:secretmanager:projects/p/secrets/s')), {}],
  ])('warns of %s', (_, spec, parts) => {
    expect(severities(staleTool, spec, { parts })).toEqual(['warn']);
  });

  it.each([
    ['a pod that opts out', pair(), { labels: { [datadog]: 'false' } }],
    ['Datadog agents', pair(), { annotations: { 'ad.datadoghq.com/web.checks': '{}' } }],
    ['readiness gates of others', pair({}, gates('example.com/ready')), {}],
    ['plain values', pair(env('https://example.com/sm://')), {}],
    ['nothing at all', pair(), {}],
  ])('does not mind %s', (_, spec, parts) => {
    expect(ask(staleTool, spec, { parts })).toEqual([]);
  });

  it('asks for the release where one is known to keep the field', () => {
    const on = (version: string) => ({
      parts: keeper,
      settings: { environment: new Map([['kube-image-keeper', version]]) },
    });
    expect(severities(staleTool, pair(), on('1.11.0'))).toEqual(['warn']);
    expect(severities(staleTool, pair(), on('1.12.0'))).toEqual([]);
  });
});
