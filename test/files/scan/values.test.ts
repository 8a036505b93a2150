import { describe, expect, it } from 'vitest';
import { scan } from '../../../src/files/scan/scan.js';
import { hasContainers, isValuesFile } from '../../../src/files/scan/values.js';
import { helmfile } from '../../../src/helm/carriers/helmfile.js';
import { mayHoldValues } from '../../../src/helm/carriers/recognise.js';

/** As a run asks it. */
const held = (path: string, bytes: Uint8Array): boolean => mayHoldValues(path, bytes, scan(bytes));

describe('a values file', () => {
  it.each([
    'values.yaml',
    'chart/values.yml',
    'values-prod.yaml',
    'prod-values.yaml',
    'spyglass.values.yaml',
    'a/values.prod.yaml',
    'helm_values.yaml',
  ])('is called %s', (path) => expect(isValuesFile(path)).toBe(true));

  it.each([
    'values.json',
    'myvalues.yaml',
    'values/app.yaml',
    'valuesfile.yaml',
    'values.yaml.bak',
  ])('is not called %s', (path) => expect(isValuesFile(path)).toBe(false));
});

describe('a helmfile', () => {
  it.each(['helmfile.yaml', 'a/helmfile.yml', 'helmfile.d/10-a.yaml', 'shop.helmfile.yaml'])(
    'is called %s',
    (path) => expect(helmfile.isCalled?.(path)).toBe(true),
  );

  it.each(['helmfile.yaml.gotmpl', 'a/myhelmfile.yaml', 'helmfile.d/values/a.yaml', 'helmfile'])(
    'is not called %s',
    (path) => expect(helmfile.isCalled?.(path)).toBe(false),
  );
});

describe('the scan of values', () => {
  it.each([
    ['a list', 'sidecars:\n- name: a\n'],
    ['a list under its key', 'web:\n  extraContainers:\n    - name: a\n'],
    ['a list behind comments', 'sidecars:\n\n# one\n- name: a\n'],
    ['a list in brackets', 'sidecars: [{name: a}]\n'],
    ['a text', 'extraContainers: |\n  - name: a\n'],
    ['a map', 'sidecars:\n  a:\n    image: b\n'],
    ['a map of all containers', 'containers:\n  app: {}\n  agent: {}\n'],
    ['a key in quotes', '"sideCars":\n- name: a\n'],
    ['a key behind a dash', '- extraContainers:\n  - name: a\n'],
    ['with CRLF', 'sidecars:\r\n- name: a\r\n'],
  ])('looks closer at %s', (_, text) => expect(hasContainers(text)).toBe(true));

  it.each([
    ['an empty list', 'sidecars: []\n'],
    ['an empty map', 'sidecars: {} # none\n'],
    ['nothing', 'sidecars:\nother: 1\n'],
    ['null', 'sidecars: null\nextraContainers: ~\n'],
    ['an empty text', 'extraContainers: ""\n'],
    ['init containers', 'extraInitContainers:\n- name: a\n'],
    ['one container of a controller', 'containers:\n  app:\n    image: b\nother: 1\n'],
    ['words in a text', 'note: no sidecars here\n'],
  ])('leaves %s alone', (_, text) => expect(hasContainers(text)).toBe(false));

  it('asks for a name or a word beside the key', () => {
    const bytes = (text: string): Uint8Array => Buffer.from(text);
    const list = 'extraContainers:\n- name: a\n';
    expect(held('values.yaml', bytes(list))).toBe(true);
    const object = (kind: string): Uint8Array => bytes(`apiVersion: v1\nkind: ${kind}\n${list}`);
    expect(held('other.yaml', object('Other'))).toBe(false);
    expect(held('other.yaml', object('HelmRelease'))).toBe(true);
    expect(held('cache/fleet.yaml', object('Other'))).toBe(true);
    expect(held('helmfile.d/cache.yaml', object('Other'))).toBe(true);
    expect(held('cache.yaml.gotmpl', bytes(list))).toBe(true);
    expect(held('main.tf', bytes(list))).toBe(false);
    expect(held('main.tf', bytes(`resource "helm_release" "a" {}\n${list}`))).toBe(true);
    expect(held('main.tf', bytes('resource "helm_release" "a" { sidecars = [{}] }'))).toBe(true);
  });

  it('takes what is no object for values under any name: releases say whether they are', () => {
    expect(held('other.yaml', Buffer.from('sidecars:\n- name: a\n'))).toBe(true);
    expect(held('other.json', Buffer.from('sidecars:\n- name: a\n'))).toBe(false);
    expect(held('other.yaml', Buffer.from('sidecars: []\n'))).toBe(false);
  });
});
