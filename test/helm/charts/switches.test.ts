import { describe, expect, it } from 'vitest';
import { scan } from '../../../src/files/scan/scan.js';
import { hasSwitches } from '../../../src/files/scan/values.js';
import { mayHoldSwitches } from '../../../src/helm/carriers/recognise.js';
import { isAtLeast } from '../../../src/helm/charts/look-up.js';
import { switchSitesIn } from '../../../src/helm/charts/switches.js';

describe('sidecars that a chart makes', () => {
  it('are found wherever values are below others, with what is missing', () => {
    const dashboards = { enabled: true, restartPolicy: 'Never', initDashboards: true };
    expect(switchSitesIn({ monitoring: { grafana: { sidecar: { dashboards } } } })).toEqual([
      {
        path: ['monitoring', 'grafana', 'sidecar'],
        sidecars: [
          {
            container: 'grafana-sc-dashboard',
            image: 'quay.io/kiwigrid/k8s-sidecar',
            key: 'dashboards',
            missing: [{ path: ['dashboards', 'restartPolicy'], value: 'Always', present: true }],
            ends: null,
          },
        ],
      },
    ]);
  });

  it.each([
    ['nothing enabled', { sidecar: { dashboards: { initDashboards: true } } }],
    [
      'one look that is meant',
      { sidecar: { alerts: { enabled: true, initAlerts: true, watchMethod: 'LIST' } } },
    ],
    ['a default that is not touched', { env: { LEVEL: 'info' }, proxy: { logLevel: 'warn' } }],
    ['a text', { sidecar: 'yes' }],
    ['a list', [{ sidecar: { dashboards: { enabled: true } } }]],
  ])('are none with %s', (_, values) => expect(switchSitesIn(values)).toEqual([]));

  it('are native with all of it, or another word for it', () => {
    const [site] = switchSitesIn({ env: { ENABLE_NATIVE_SIDECARS: 'auto' } });
    expect(site?.sidecars[0]?.missing).toEqual([]);
  });

  it('are set in the type of what is there', () => {
    const [site] = switchSitesIn({ env: { ENABLE_NATIVE_SIDECARS: false } });
    expect(site?.sidecars[0]?.missing[0]?.value).toBe(true);
  });
});

describe('files that may have such values', () => {
  const text = 'sidecar:\n  dashboards:\n    enabled: true\n';
  it.each([
    ['values.yaml', text, true],
    ['prod/values-prod.yaml', text, true],
    ['app.yaml', text, false],
    ['app.yaml', `kind: HelmRelease\n${text}`, true],
    ['values.yaml', 'sidecar:\n  image: envoy\n', false],
    ['values.yaml', 'proxy: {nativeSidecar: false}\n', true],
    ['values.yaml', 'dashboards: {}\n', false],
    ['values.yaml', 'sidecar: {dashboards: {enabled: true}}\n', true],
  ])('%s %j: %s', (path, own, found) => {
    const bytes = Buffer.from(own);
    expect(mayHoldSwitches(path, bytes, scan(bytes))).toBe(found);
    if (found) expect(hasSwitches(own)).toBe(true);
  });
});

describe('a version', () => {
  it.each<[string, string, boolean | null]>([
    ['10.3.1', '10.3.1', true],
    ['v10.10.0', '10.3.1', true],
    ['10.3.0', '10.3.1', false],
    ['9.99.99', '10.3.1', false],
    ['12.x', '10.3.1', true],
    ['^10.1.0', '10.3.1', null],
    ['8.*', '10.3.1', false],
    ['', '10.3.1', null],
    ['*', '10.3.1', null],
    ['10.3.1-rc.1', '10.3.1', null],
  ])('%s is at least %s: %s', (version, least, said) =>
    expect(isAtLeast(version, least)).toBe(said),
  );
});
