import { describe, expect, it } from 'vitest';
import { containersInBlock, terraformReleases } from '../../../src/helm/uses/terraform.js';

/** An interpolation, which is none of this language. */
const of = (name: string): string => `$\{${name}}`;
const MODULE = of('path.module');
const block = (body: string): string =>
  `resource "helm_release" "cache" {\n  chart = "redis"\n  repository = "https://charts.bitnami.com/bitnami"\n${body}\n}\n`;
const only = (body: string) => {
  const [release] = terraformReleases(block(body));
  if (release === undefined) throw new Error('no release');
  return release;
};

describe('a helm_release', () => {
  it('ends at its own brace, whatever stands in texts and comments', () => {
    const text = `${block('  # }\n  a = "}"\n  b = <<EOT\n}\nEOT\n  c { d = 1 }')}${block('  version = "2"')}`;
    expect(terraformReleases(text).map(({ version }) => version)).toEqual(['', '2']);
  });

  it.each([
    [`values = [file("${MODULE}/a.yaml")]`, [['a.yaml', false]]],
    [`values = ["${of(`file("${MODULE}/a.yaml")`)}"]`, [['a.yaml', false]]],
    [
      `values = [file("./a.yaml"), file("b/c.yaml")]`,
      [
        ['a.yaml', false],
        ['b/c.yaml', false],
      ],
    ],
    [`values = [templatefile("${MODULE}/a.yaml", {})]`, [['a.yaml', true]]],
    [`values = [file("${MODULE}/${of('var.env')}.yaml")]`, [[`${of('var.env')}.yaml`, false]]],
  ])('%s', (body, files) =>
    expect(only(body).files.map(({ written, isTemplate }) => [written, isTemplate])).toEqual(files),
  );

  it.each([
    ['values = [file("a.yaml")]', false],
    ['values = [yamlencode({ a = var.b })]', false],
    ['values = [file("a.yaml"), var.more]', true],
    ['values = var.values', true],
    ['values = [yamlencode(local.values)]', true],
    ['values = [yamlencode(merge(local.a, { b = 1 }))]', true],
    ['values = [for f in local.files : file(f)]', true],
  ])('%s is computed in part: %s', (body, isComputed) =>
    expect(only(body).isComputed).toBe(isComputed),
  );

  it.each([
    ['set {\n name = "a[0].b"\n value = 1\n}', ['a[0].b']],
    ['set = [{ name = "a", value = 1 }, { name = "b", value = 2 }]', ['a', 'b']],
    ['set_sensitive {\n name = "c"\n}', ['c']],
    ['values = []', []],
  ])('%j', (body, settings) => expect(only(body).settings).toEqual(settings));

  it('may stand on one line', () => {
    const text = 'resource "helm_release" "a" { chart = "redis", values = [file("v.yaml")] }';
    expect(terraformReleases(text)).toMatchObject([{ chart: 'redis', files: [{}] }]);
  });

  it('has no chart where that is a variable', () => {
    const [release] = terraformReleases('resource "helm_release" "a" {\n  chart = var.chart\n}\n');
    expect(release).toMatchObject({ chart: '', name: 'a' });
  });
});

describe('containers in the block itself', () => {
  it.each([
    'values = [yamlencode({ sidecars = [{ name = "a" }] })]',
    'values = [yamlencode({ "extraContainers" = [\n{ name = "a" }] })]',
    'values = [<<EOT\nsidecars:\n- name: a\nEOT\n]',
    'values = [<<-EOT\n  web:\n    extraContainers:\n      # one\n      - name: a\n  EOT\n]',
    'values = [jsonencode({"sidecars": [{"name": "a"}]})]',
    'values = [<<EOT\nextraContainers: |\n  - name: a\nEOT\n]',
  ])('%j', (body) => expect(containersInBlock(only(body))).toHaveLength(1));

  it.each([
    'values = [yamlencode({ sidecars = [] })]',
    'values = [yamlencode({ initContainers = [{ name = "a" }] })]',
    'values = [yamlencode({ sidecars = { provisioner = { resources = {} } } })]',
    'values = [<<EOT\nsidecars: []\nEOT\n]',
    'values = [<<EOT\nsidecars:\n  provisioner:\n    resources: {}\nEOT\n]',
    'values = [yamlencode({ sidecars = var.sidecars })]',
    'values = [file("sidecars.yaml")]',
  ])('not in %j', (body) => expect(containersInBlock(only(body))).toEqual([]));
});
