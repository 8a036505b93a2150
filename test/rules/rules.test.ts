import { describe, expect, it } from 'vitest';
import { RULEBOOK } from '../../src/rules/registry.js';
import { type Case, type Files, files, holds } from '../support/cases.js';
import { mutationOf } from '../support/mutation.js';
import { decided } from '../support/pods.js';
import { AWAITED } from './cases/awaited.js';
import { CONTAINERS } from './cases/containers.js';
import { HELM } from './cases/helm.js';
import { MONITORING } from './cases/monitoring.js';
import { NOTES } from './cases/notes.js';
import { OBJECTS } from './cases/objects.js';
import { OTHERS } from './cases/others.js';
import { POLICIES } from './cases/policies.js';
import { PROGRAMS } from './cases/programs.js';
import { REFERRED } from './cases/references.js';
import { SERVICES_AND_BALANCERS } from './cases/services.js';
import { START } from './cases/start.js';
import { STOP } from './cases/stop.js';
import { TOLD } from './cases/told.js';
import { TOOLS } from './cases/tools.js';
import { WORKAROUNDS } from './cases/workarounds.js';

const service = (targetPort: string, more = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: shop${more}}\nspec:\n  selector: {app: shop}\n  ports:\n  - port: 80\n    targetPort: ${targetPort}\n`;
const PORT = ', ports: [{name: metrics, containerPort: 2020}]';

const REFERENCES: readonly Case[] = [
  ...SERVICES_AND_BALANCERS,
  ...MONITORING,
  ...OBJECTS,
  ...POLICIES,
  ...TOOLS,
];

/** Every case; those of references are held by tests of their own, which look at more. */
const OWN: readonly Case[] = [
  ...CONTAINERS,
  ...REFERRED,
  ...START,
  ...AWAITED,
  ...TOLD,
  ...STOP,
  ...WORKAROUNDS,
  ...OTHERS,
  ...HELM,
  ...NOTES,
  ...PROGRAMS,
];
const ALL: readonly Case[] = [...OWN, ...REFERENCES];

describe('every rule', () => {
  it.each(OWN)('$code ($severity) fires, and stops without its reason', holds);

  it('has a case that fires, a near miss, and a part without which it stops', async () => {
    const rows = await Promise.all(RULEBOOK.map(({ code, title }) => rowOf(code, title)));
    console.log(
      ['rules, with what fires, near misses, and a part without which the rule stops:', ...rows]
        .map((row) => (typeof row === 'string' ? row : row.line))
        .join('\n'),
    );
    expect(rows.filter(({ lacks }) => lacks).map(({ line }) => line)).toEqual([]);
    const codes = new Set(ALL.map(({ code }) => code));
    expect(RULEBOOK.filter(({ code }) => !codes.has(code))).toEqual([]);
    for (const { title, sources } of RULEBOOK) {
      expect(title.length).toBeGreaterThan(5);
      expect(sources.length).toBeGreaterThan(0);
    }
  }, 240_000);

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

/** One line of the table of rules and their cases. */
async function rowOf(code: string, title: string) {
  const own = ALL.filter((each) => each.code === code);
  const misses = own.reduce((sum, each) => sum + each.misses.length, 0);
  let part: string | null = null;
  for (const each of own) part ??= await mutationOf(each);
  const severities = [...new Set(own.map(({ severity }) => severity))].join(', ');
  return {
    line: `  ${code} ${String(own.length).padStart(2)} ${String(misses).padStart(3)}  ${title} (${severities}): ${part ?? 'NOTHING STOPS IT'}`,
    lacks: own.length === 0 || misses === 0 || part === null,
  };
}

describe('warnings and blocks', () => {
  const allowed = (code: string): Files => ({
    'app.yaml': (files({ sidecar: PORT })['app.yaml'] ?? '').replace(
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
