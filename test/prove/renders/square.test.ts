import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diskFiles } from '../../../src/files/discover/disk.js';
import { type MigrateOptions, migrate, type Outcome } from '../../../src/index.js';
import { kustomizeRenderer } from '../../../src/kustomize/renderer/renderer.js';
import { compareRenders, type Verdict } from '../../../src/prove/renders/compare.js';
import { plannedOf } from '../../../src/prove/renders/planned.js';
import { prove } from '../../../src/prove/renders/prove.js';
import { sourceTree } from '../../../src/prove/renders/source-tree.js';
import { kubeTools } from '../../support/kubectl.js';
import { settings } from '../../support/pods.js';
import { BASE, overlay, WEB, withTree } from '../../support/tree.js';

const PATH = 'base/web.yaml';

async function outcomeOf(text: string, options: MigrateOptions = {}): Promise<Outcome> {
  return migrate(new Map([[PATH, text]]), { unsafe: true, ...options });
}

/** The proof of a render whose source is the same text, with `after` for what the program gave. */
async function verdict(
  before: string,
  after: (migrated: string) => string,
  options: MigrateOptions = {},
): Promise<Verdict> {
  const outcome = await outcomeOf(before, options);
  const [file] = outcome.files;
  const plans = plannedOf(outcome, (path) => path);
  return compareRenders({ before, after: after(file?.after ?? before) }, plans, settings(options));
}

const AGENT = '      - name: agent\n        image: fluent/fluent-bit:3\n';
const NATIVE = `${AGENT}        restartPolicy: Always\n`;
const INITS = `      initContainers:
      - {name: migrate, image: "registry.example.com/migrate:1"}
`;

describe('a proof', () => {
  it.each<[string, (text: string) => string, number]>([
    ['as planned', (text) => text, 1],
    ['with other key order', (text) => text.replace('  - port: 80\n', '  - {port: 80}\n'), 2],
    [
      'with an empty list for none',
      (text) =>
        text.replace('      containers:', '      ephemeralContainers: []\n      containers:'),
      1,
    ],
  ])('commutes %s', async (_, after, changed) => {
    expect(await verdict(WEB, after)).toMatchObject({ ok: true, changed });
  });

  it.each<[string, (text: string) => string, string]>([
    [
      'the agent stays',
      () => WEB,
      'apps/v1 Deployment web: agent should move, and stays in containers',
    ],
    [
      'the agent is there twice',
      (text) => text.replace('      initContainers', `${AGENT}      initContainers`),
      'apps/v1 Deployment web: /spec/template/spec/containers should be [web], and is [web, agent]',
    ],
    [
      'the agent is gone',
      (text) => text.replace(/ {6}initContainers:[\s\S]*?(?=---)/, ''),
      'apps/v1 Deployment web: agent should move, and is not a native sidecar',
    ],
    [
      'it lost its restartPolicy',
      (text) => text.replace('        restartPolicy: Always\n', ''),
      'apps/v1 Deployment web: agent should move, and is not a native sidecar',
    ],
    [
      'more moved than was planned',
      (text) =>
        text
          .replace('      initContainers:\n', '')
          .replace('containers:', 'initContainers:')
          .replace('web:1\n', 'web:1\n        restartPolicy: Always\n'),
      'apps/v1 Deployment web: web, agent moves, which is not in the plan',
    ],
    [
      'its image changed',
      (text) => text.replace('fluent-bit:3', 'fluent-bit:4'),
      'apps/v1 Deployment web: /spec/template/spec/initContainers/0/image should be "fluent/fluent-bit:3", and is "fluent/fluent-bit:4"',
    ],
    [
      'another object changed',
      (text) => text.replace('port: 80', 'port: 81'),
      'v1 Service web: /spec/ports/0/port should be 80, and is 81',
    ],
    [
      'an object is gone',
      (text) => text.split('---\n')[0] ?? '',
      'v1 Service web should be at position 2, and the render has nothing there',
    ],
    [
      'an object came up',
      (text) => `${text}---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: x}\n`,
      'nothing should be at position 3, and the render has v1 ConfigMap x there',
    ],
    [
      'the objects changed places',
      (text) => text.split('---\n').reverse().join('---\n'),
      'apps/v1 Deployment web should be at position 1, and the render has v1 Service web there',
    ],
    [
      'a name changed',
      (text) =>
        text.replace('name: web\nspec:\n  selector: {app', 'name: wob\nspec:\n  selector: {app'),
      'v1 Service web should be at position 2, and the render has v1 Service wob there',
    ],
  ])('is broken where %s', async (_, after, message) => {
    const broken = await verdict(WEB, after);
    expect(broken.ok).toBe(false);
    expect(broken.ok ? '' : broken.message).toContain(message);
  });

  it('holds the order of init containers', async () => {
    const before = WEB.replace('      containers:', `${INITS}      containers:`);
    expect((await verdict(before, (text) => text)).ok).toBe(true);
    const swapped = await verdict(before, (text) => {
      const without = text.replace(NATIVE, '');
      return without.replace('      initContainers:\n', `      initContainers:\n${NATIVE}`);
    });
    expect(swapped).toEqual({
      ok: false,
      message:
        'apps/v1 Deployment web: /spec/template/spec/initContainers/0/name should be "migrate", and is "agent"',
    });
  });

  it('takes an allow comment of the source for the render, which has none', async () => {
    const source = WEB.replace(AGENT, `      # sidecar-migrate: allow SM102 -- seen\n${AGENT}`);
    const outcome = await outcomeOf(source);
    const plans = plannedOf(outcome, (path) => path);
    expect(plans[0]?.allowed.get('agent')).toHaveLength(1);
    expect(
      compareRenders({ before: WEB, after: outcome.files[0]?.after ?? '' }, plans, settings()).ok,
    ).toBe(true);
  });

  it('is broken where the tool refuses the rendered pod', async () => {
    const outcome = await outcomeOf(WEB);
    // As an overlay would render it that deletes the application.
    const alone = (text: string): string =>
      text
        .replace(/ {6}- name: web\n.*\n/, '')
        .replace('      containers:\n      init', '      init');
    const found = compareRenders(
      { before: alone(WEB), after: alone(outcome.files[0]?.after ?? '') },
      plannedOf(outcome, (path) => path),
      settings(),
    );
    expect(found.ok ? '' : found.message).toContain(
      'Deployment web: agent must not move here: agent stays: without it the pod would have no main container',
    );
  });

  it('takes the number of a port for its name in a Service, below 1.33', async () => {
    const before = WEB.replace(
      AGENT,
      `${AGENT}        ports: [{name: logs, containerPort: 2020}]\n`,
    ).replace('  - port: 80\n', '  - {port: 80, targetPort: logs}\n');
    const outcome = await outcomeOf(before, { kubeVersion: '1.33' });
    const plans = plannedOf(outcome, (path) => path);
    const moved = outcome.files[0]?.after ?? '';
    const with80 = (port: string): string =>
      moved.replace('targetPort: logs', `targetPort: ${port}`);
    const of = (after: string, kubeVersion: string): Verdict =>
      compareRenders({ before, after }, plans, settings({ kubeVersion }));
    expect(of(with80('2020'), '1.29')).toMatchObject({ ok: true, changed: 2 });
    expect(of(with80('2021'), '1.29').ok).toBe(false);
    expect(of(with80('2020'), '1.33').ok).toBe(false);
    expect(of(with80('logs'), '1.33')).toMatchObject({ ok: true, changed: 1 });
    const lost = of(with80('logs'), '1.29');
    expect(lost.ok ? '' : lost.message).toBe(
      'Service web finds 2020 of Deployment web by the name logs, and nothing after the move',
    );
  });
});

const tools = kubeTools();

describe.skipIf(tools === null)('an outcome that is wrong', () => {
  const broken = (change: (text: string) => string) =>
    withTree(
      { ...BASE, ...overlay('prod', 'resources: [../../base]\nnamePrefix: prod-\n') },
      tools?.kubectl ?? '',
      async (rig) => {
        mkdirSync(rig.temporary, { recursive: true });
        const right = await outcomeOf(WEB);
        const files = right.files.map((file) => ({ ...file, after: change(file.after) }));
        const found = kustomizeRenderer({ PATH: `${rig.dir}/bin` });
        const { proofs } = await prove({
          outcome: { ...right, files },
          settings: settings(),
          renderer: found.renderer,
          missing: found.missing,
          tree: sourceTree(diskFiles(), rig.tree),
          real: (path) => path,
          printed: (path) => path,
        });
        said = proofs.map(({ state, target, message }) => `${state} ${target}: ${message}`);
      },
    );
  let said: readonly string[] = [];

  it('breaks its proofs', async () => {
    await broken((text) => text);
    expect(said).toEqual([
      'proven base: 1 object changed, as planned',
      'proven overlays/prod: 1 object changed, as planned',
    ]);
    await broken((text) => text.replace('fluent-bit:3', 'fluent-bit:4'));
    expect(said).toEqual([
      'differs base: apps/v1 Deployment web: /spec/template/spec/initContainers/0/image should be "fluent/fluent-bit:3", and is "fluent/fluent-bit:4"',
      'differs overlays/prod: apps/v1 Deployment prod-web: /spec/template/spec/initContainers/0/image should be "fluent/fluent-bit:3", and is "fluent/fluent-bit:4"',
    ]);
  });

  it('is broken where only the migrated tree cannot be rendered', async () => {
    await broken((text) => text.replace('kind: Deployment', 'kind: [}'));
    expect(said[0]).toMatch(/^differs base: can no longer be rendered: .*web\.yaml/);
    expect(said[1]).toMatch(/^differs overlays\/prod: can no longer be rendered: /);
  });
});
