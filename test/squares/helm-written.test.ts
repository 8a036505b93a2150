import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/index.js';
import { type Rig, withRig } from '../support/rig.js';
import { byHand, render, tools } from './helm-square.js';
import {
  BY_HAND,
  COMBINATIONS,
  HELPED,
  SILENT,
  WRITTEN,
  type Written,
  writtenChart,
} from './helm-written.js';

function rendered(rig: Rig): readonly unknown[] {
  return COMBINATIONS.map((values, i) => {
    rig.write(`values-${i}.yaml`, values);
    // A key without a value is no list.
    return byHand(render(rig.dir, [`values-${i}.yaml`]), []);
  });
}

/** The lines of the report, applied with real git: what the chart renders is what moving it by hand gives. */
async function expectLines(
  { moved = ['fluent-bit'], before, ...chart }: Written,
  change: (text: string) => string = (text) => text,
): Promise<void> {
  const files = Object.fromEntries(
    Object.entries(writtenChart(chart)).map(([path, text]) => [path, change(text)]),
  );
  await withRig(files, (rig) => {
    const today = rendered(rig);
    const { code, out } = rig.run(['--format', 'json', 'shop']);
    expect(code).toBe(0);
    const { templates, files: written } = JSON.parse(out);
    expect(written).toEqual([]);
    expect(
      templates[0].sidecars.map(
        ({ name, reason }: { name: string; reason: string }) => name + reason,
      ),
    ).toEqual(moved);
    for (const [path, text] of Object.entries(files)) expect(rig.read(path)).toBe(text);
    rig.write('lines.diff', templates[0].diff);
    const applied = rig.git('apply', '--whitespace=nowarn', 'lines.diff');
    expect(applied.code, applied.err + templates[0].diff).toBe(0);
    expect(rendered(rig), templates[0].diff).toEqual(
      today.map((each) => byHand(each, moved, before)),
    );
    const again = JSON.parse(rig.run(['--format', 'json', 'shop']).out);
    expect(again.templates, 'a second run').toEqual([]);
  });
}

describe.skipIf(tools === null)('a sidecar in a template, rendered before and after', () => {
  it.each(Object.entries(WRITTEN))('%s', (_, written) => expectLines(written));

  it('with lines that end as on Windows', () =>
    expectLines(WRITTEN['where init containers stand under one condition'] ?? { pod: '' }, (text) =>
      text.replaceAll('\n', '\r\n'),
    ));
});

const found = async (chart: Written, options = {}) =>
  (await migrate(new Map(Object.entries(writtenChart(chart)).sort()), options)).templates;

describe('a sidecar in a template', () => {
  it.each(Object.entries(BY_HAND))('is for a person: %s', async (_, { says, ...chart }) => {
    const [file] = await found(chart);
    expect(file?.sidecars.map(({ reason }) => reason)).toEqual([expect.stringContaining(says)]);
    expect(file?.diff).toBe('');
  });

  it.each(Object.entries(HELPED))('that a helper writes %s', async (_, { says, ...chart }) => {
    const [file] = await found(chart);
    expect(file?.sidecars.map(({ reason }) => reason) ?? []).toEqual(says === null ? [] : [says]);
  });

  it.each(Object.entries(SILENT))('is not seen: %s', async (_, chart) =>
    expect(await found(chart)).toEqual([]),
  );

  it('is one that the user names, or keeps', async () => {
    const none = SILENT['no known sidecar'] ?? { pod: '' };
    const [file] = await found(none, { sidecar: ['own'] });
    expect(file?.sidecars.map(({ name, family }) => [name, family])).toEqual([['own', null]]);
    const known = WRITTEN['under a condition, and no init containers'] ?? none;
    expect(await found(known, { keep: ['fluent-bit'] })).toEqual([]);
  });

  it('is known by the image that the values of the chart have', async () => {
    const chart = WRITTEN['under a condition, and no init containers'] ?? { pod: '' };
    const files = writtenChart({ pod: chart.pod.replace('name: fluent-bit', 'name: agent') });
    const templates = async (more: Readonly<Record<string, string>> = {}) =>
      (await migrate(new Map(Object.entries({ ...files, ...more }).sort()), {})).templates;
    expect((await templates())[0]?.sidecars[0]?.family).toBe('fluent-bit');
    expect(await templates({ 'shop/values.yaml': 'agent: {image: other}\n' })).toEqual([]);
    const helped = {
      'shop/templates/web.yaml': (files['shop/templates/web.yaml'] ?? '').replace(
        '"{{ .Values.agent.image }}:3"',
        '{{ include "shop.image" . }}',
      ),
      'shop/templates/_helpers.tpl':
        '{{- define "shop.image" }}{{ include "lib.image" (dict "image" .Values.agent.image) }}{{ end }}\n{{ define "b" }}{{ .Values.image }}{{ end }}',
      'shop/values.yaml':
        'agent: {image: {repository: fluent/fluent-bit}}\nimage: {repository: web}\n',
    };
    expect((await templates(helped))[0]?.sidecars[0]?.family).toBe('fluent-bit');
  });

  it('is said once for many, with exit code and lines', () =>
    withRig(
      Object.fromEntries(
        ['a', 'b', 'c', 'd', 'e'].flatMap((name) =>
          Object.entries(
            writtenChart(WRITTEN['always there, and no init containers'] ?? { pod: '' }),
          ).map(([path, text]) => [path.replace('shop', name), text]),
        ),
      ),
      (rig) => {
        const { code, err, out } = rig.run([]);
        expect([code, out]).toEqual([0, '']);
        expect(err).toContain(
          'Not edited, because Helm templates are not edited: 5 sidecars in 5 Helm templates',
        );
        expect(err).toMatch(
          /^ {2}(?:[abc]\/templates\/web\.yaml:19:9 fluent-bit,? ){3}and 2 more: .*-v shows them/m,
        );
        expect(err).toMatch(/^Plan: nothing would move\. 5 sidecars stand in Helm templates\.$/m);
        expect(rig.run(['-v']).err).toContain('  +      initContainers:');
        expect(rig.run(['--check']).code).toBe(0);
        expect(rig.run(['--check', '--fail-on', 'blocked']).code).toBe(1);
        expect(rig.run(['--check', '--fail-on', 'review']).code).toBe(0);
      },
    ));

  it('of a copy, or of no chart, is for nobody here', () => {
    const own = writtenChart(WRITTEN['always there, and no init containers'] ?? { pod: '' });
    const below = Object.fromEntries(
      Object.entries(own).map(([path, text]) => [path.replace('shop', 'app/charts/shop'), text]),
    );
    const app =
      'name: app\ndependencies:\n- {name: shop, repository: "https://charts.example.com"}\n';
    const { 'shop/Chart.yaml': _, ...folder } = own;
    return withRig({ ...below, 'app/Chart.yaml': app, ...folder }, (rig) => {
      const { templates } = JSON.parse(rig.run(['--format', 'json']).out);
      expect(templates).toEqual([]);
      const all = JSON.parse(rig.run(['--format', 'json', '--include-generated']).out);
      expect(all.templates.map(({ path }: { path: string }) => path)).toEqual([
        'app/charts/shop/templates/web.yaml',
      ]);
    });
  });
});
