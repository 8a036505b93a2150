import { describe, expect, it } from 'vitest';
import { files } from '../../support/cases.js';
import { decided } from '../../support/pods.js';
import { changed } from '../../support/references.js';
import { METRICS } from '../parts.js';
import { CALICO, INGRESS_RULE, policy } from './sm505-network-policy.cases.js';

describe('what sends traffic to the sidecar, or keeps it away', () => {
  it('selects by expressions as Kubernetes does', async () => {
    for (const selector of [
      '{}',
      'null',
      '{matchExpressions: [{key: app, operator: In, values: [till, shop]}]}',
      '{matchExpressions: [{key: app, operator: Exists}, {key: tier, operator: DoesNotExist}]}',
      '{matchExpressions: [{key: tier, operator: NotIn, values: [web]}]}',
    ])
      expect(
        (await decided(changed(INGRESS_RULE, '{matchLabels: {app: shop}}', selector))).codes,
        selector,
      ).toContain('SM505 warn');
  });

  it('a selector of Calico that is not read may be for any pod', async () => {
    const any = changed(CALICO, 'app == "shop"', 'has(app) || tier in {"web"}');
    expect((await decided(any)).codes).toContain('SM505 warn');
  });

  it('namespaces that nobody states yet may be the same', async () => {
    const stated = changed(
      INGRESS_RULE,
      '{name: shop}\nspec:\n  pod',
      '{name: shop, namespace: b}\nspec:\n  pod',
    );
    expect((await decided(stated)).codes).toContain('SM505 warn');
  });

  it.each([
    'podSelector: shop\n  ingress: [{ports: [{port: metrics}]}]',
    'podSelector: {matchLabels: [app]}\n  ingress: [{ports: [{port: metrics}]}]',
    'podSelector: {matchExpressions: {key: app}}\n  ingress: metrics',
    'podSelector: {}\n  ingress: [null, 7, {ports: metrics}, {ports: [null, [], {port: {}}]}]',
    'podSelector: {}\n  egress: [{to: shop, ports: [{port: 1.5}]}, {to: [null, metrics]}]',
    'null',
  ])('a policy that is none breaks nothing: %j', async (spec) => {
    const bad = policy('networking.k8s.io/v1', 'NetworkPolicy', `  ${spec}\n`);
    expect((await decided(bad)).pod.state).toBe('moved');
  });

  it('Services, Ingresses and bindings that are none break nothing', async () => {
    const { pod } = await decided(
      files(
        { sidecar: METRICS },
        {
          'a.yaml':
            'apiVersion: v1\nkind: Service\nmetadata: shop\nspec: {selector: metrics, ports: metrics}\n',
          'b.yaml':
            'apiVersion: v1\nkind: Service\nspec: {selector: {app: shop}, ports: [metrics, null, {port: {}, targetPort: []}]}\n',
          'c.yaml':
            'kind: Ingress\nspec: {ingressClassName: alb, rules: [alb, {http: {paths: alb}}]}\n',
          'd.yaml': 'kind: TargetGroupBinding\nspec: metrics\n',
          'e.json': '{"kind": "List", "items": [null, "x", {"kind": "Service"}]}',
        },
      ),
    );
    expect(pod.state).toBe('moved');
  });
});
