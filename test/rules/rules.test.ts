import { describe, expect, it } from 'vitest';
import { RULEBOOK } from '../../src/rules/registry.js';
import { type Files, files } from '../support/cases.js';
import { decided } from '../support/pods.js';
import { METRICS } from './parts.js';
import { service } from './references/parts.js';

describe('every rule', () => {
  it('has a title, and sources', () => {
    for (const { title, sources } of RULEBOOK) {
      expect(title.length).toBeGreaterThan(5);
      expect(sources.length).toBeGreaterThan(0);
    }
  });

  it('SM605: proxies that a mesh wrote, patches of an operator', async () => {
    const proxy = (template: string, image: string): Files => ({
      'app.yaml': (files({ template })['app.yaml'] ?? '').replace(
        'name: agent, image: "fluent/fluent-bit:3"',
        `name: istio-proxy, image: ${image}`,
      ),
    });
    expect((await decided(proxy('', 'auto'))).codes).toContain('SM605 block');
    expect(
      (await decided(proxy(', annotations: {sidecar.istio.io/status: x}', 'istio/proxyv2'))).codes,
    ).toContain('SM605 block');
    expect((await decided(proxy('', 'istio/proxyv2'))).codes).not.toContain('SM605 block');
    const prometheus =
      'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: k8s}\nspec:\n  containers:\n  - {name: NAME, image: "quay.io/thanos/thanos:v1", args: [sidecar]}\n  - {name: other, image: x}\n';
    expect(
      (await decided({ 'p.yaml': prometheus.replace('NAME', 'thanos-sidecar') })).codes,
    ).toContain('SM605 block');
    expect((await decided({ 'p.yaml': prometheus.replace('NAME', 'thanos') })).codes).not.toContain(
      'SM605 block',
    );
  });
});

describe('warnings and blocks', () => {
  const allowed = (code: string): Files => ({
    'app.yaml': (files({ sidecar: METRICS })['app.yaml'] ?? '').replace(
      '      - {name: agent',
      `      # sidecar-migrate: allow ${code} -- the reason\n      - {name: agent`,
    ),
    'service.yaml': service('metrics'),
    // Its pods are selected too, and know no such port.
    'till.yaml': (files({})['app.yaml'] ?? '').replace('{name: shop', '{name: till'),
  });

  it('an allow lowers a block to a warning, which somebody still has to accept', async () => {
    const waiting = await decided(allowed('SM501'), { unsafe: false, accept: ['SM206'] });
    expect([waiting.pod.state, waiting.codes]).toEqual([
      'review',
      expect.arrayContaining(['SM501 warn']),
    ]);
    expect((await decided(allowed('SM501'))).pod.state).toBe('moved');
    expect((await decided(allowed('SM501'), { unsafe: false, accept: ['SM501'] })).pod.state).toBe(
      'moved',
    );
  });

  it('a block of validation, kinds and platforms cannot be lowered', async () => {
    const text = (
      files({ sidecar: ', ports: [{containerPort: 1, hostPort: 1}]' })['app.yaml'] ?? ''
    ).replace(
      '      - {name: agent',
      '      # sidecar-migrate: allow SM112 -- the reason\n      - {name: agent',
    );
    expect((await decided({ 'app.yaml': text })).pod.state).toBe('blocked');
  });

  it('a sidecar that stays counts as an application for the others', async () => {
    const text = files({ app: '', sidecar: '' })['app.yaml'] ?? '';
    const two =
      `${text.replace('registry.example.com/web:1', 'gcr.io/cloudsql-docker/gce-proxy:1')}`.replace(
        '"fluent/fluent-bit:3"',
        '"jimmidyson/configmap-reload:1", ports: [{containerPort: 1, hostPort: 1}]',
      );
    const { pod } = await decided({ 'app.yaml': two });
    expect(pod.containers.map(({ state }) => state)).toContain('blocked');
  });
});
