import { describe, expect, it } from 'vitest';
import type { MoveItem, Operation } from '../../src/model/operation.js';
import type { Value } from '../../src/model/value.js';
import { ApplyError, apply } from '../../src/operations/apply.js';

const where = { path: 'pod.yaml', at: { document: 0, path: ['spec'] } } as const;
const pod: Value = {
  kind: 'Pod',
  spec: {
    containers: [{ name: 'web' }, { name: 'proxy', image: 'envoy' }],
    initContainers: [{ name: 'migrate' }],
  },
};

function move(name: string, before: string | null): MoveItem {
  return {
    op: 'move-item',
    ...where,
    from: 'containers',
    to: 'initContainers',
    name,
    before,
  };
}

describe('what an operation means', () => {
  it('moves an item to the end of the other list', () => {
    expect(apply(pod, move('proxy', null))).toEqual({
      kind: 'Pod',
      spec: {
        containers: [{ name: 'web' }],
        initContainers: [{ name: 'migrate' }, { name: 'proxy', image: 'envoy' }],
      },
    });
  });

  it('moves an item before a named one', () => {
    const after = apply(pod, move('proxy', 'migrate'));
    expect(after).toMatchObject({
      spec: { initContainers: [{ name: 'proxy' }, { name: 'migrate' }] },
    });
  });

  it('moves an entry of a map of containers to another map', () => {
    const entries = { web: { image: 'web' }, proxy: { image: 'envoy' } };
    const values: Value = { spec: { containers: entries, initContainers: { migrate: {} } } };
    const set: Operation = {
      op: 'set-field',
      ...where,
      list: 'initContainers',
      name: 'proxy',
      key: 'dependsOn',
      value: ['migrate'],
    };
    expect(apply(apply(values, move('proxy', null)), set)).toEqual({
      spec: {
        containers: { web: { image: 'web' } },
        initContainers: { migrate: {}, proxy: { image: 'envoy', dependsOn: ['migrate'] } },
      },
    });
    expect(() => apply(values, move('gone', null))).toThrow(ApplyError);
  });

  it.each<[string, Value, Value]>([
    ['a list', [{ name: 'proxy' }], []],
    ['a map', { proxy: { image: 'envoy' } }, {}],
  ])('leaves the key of %s where it stays without anything in it', (_, containers, empty) => {
    const last: Operation = { ...move('proxy', null), keepsKey: true };
    expect(apply({ spec: { containers } }, last)).toMatchObject({ spec: { containers: empty } });
    const gone = apply({ spec: { containers } }, move('proxy', null));
    expect(gone).not.toHaveProperty('spec.containers');
  });

  it.each<[string, Value, MoveItem['forms'], Value]>([
    [
      'a list to a map',
      { containers: [{ name: 'proxy', image: 'envoy' }] },
      { from: 'list', to: 'map' },
      { initContainers: { proxy: { image: 'envoy' } } },
    ],
    [
      'a map to a list',
      { containers: { proxy: { image: 'envoy' } }, initContainers: [{ name: 'migrate' }] },
      { from: 'map', to: 'list' },
      { initContainers: [{ name: 'migrate' }, { name: 'proxy', image: 'envoy' }] },
    ],
    [
      'a text to a text',
      {
        containers: { $text: [{ name: 'proxy' }, { name: 'web' }] },
        initContainers: { $text: [{ name: 'migrate' }] },
      },
      { from: 'text', to: 'text' },
      {
        containers: { $text: [{ name: 'web' }] },
        initContainers: { $text: [{ name: 'migrate' }, { name: 'proxy' }] },
      },
    ],
    [
      'a list to an empty text',
      { containers: [{ name: 'proxy' }], initContainers: '' },
      { from: 'list', to: 'text' },
      { initContainers: { $text: [{ name: 'proxy' }] } },
    ],
    [
      'a text to a list',
      { containers: { $text: [{ name: 'proxy' }] } },
      { from: 'text', to: 'list' },
      { initContainers: [{ name: 'proxy' }] },
    ],
  ])('turns %s', (_, spec, forms, after) => {
    const turned = { ...move('proxy', null), ...(forms === undefined ? {} : { forms }) };
    expect(apply({ spec }, turned)).toEqual({ spec: after });
  });

  it('leaves an empty text, and takes no entry that has a name beside its key', () => {
    const kept = { ...move('proxy', null), keepsKey: true };
    const text = { spec: { containers: { $text: [{ name: 'proxy' }] } } };
    expect(apply(text, { ...kept, forms: { from: 'text', to: 'list' } })).toMatchObject({
      spec: { containers: '' },
    });
    const twice = { spec: { containers: { proxy: { name: 'other' } } } };
    expect(() => apply(twice, { ...kept, forms: { from: 'map', to: 'list' } })).toThrow(ApplyError);
  });

  it('moves to another map, and makes those that are not there', () => {
    const values: Value = { app: { sidecars: [{ name: 'proxy' }], replicas: 2 }, pod: {} };
    const forms = { from: 'list', to: 'list' } as const;
    const at = { document: 0, path: ['app'] };
    const elsewhere = { ...move('proxy', null), at, from: 'sidecars', forms };
    expect(apply(values, { ...elsewhere, into: ['pod', 'start'] })).toEqual({
      app: { replicas: 2 },
      pod: { start: { initContainers: [{ name: 'proxy' }] } },
    });
    expect(() => apply(values, { ...elsewhere, into: ['app', 'replicas'] })).toThrow(ApplyError);
  });

  it.each([
    ['absent', undefined],
    ['null', null],
    ['an empty list', []],
    ['an empty map', {}],
  ])('makes the list where it is %s', (_, initContainers) => {
    const spec = { containers: [{ name: 'web' }, { name: 'proxy' }] };
    const before = { spec: initContainers === undefined ? spec : { ...spec, initContainers } };
    expect(apply(before, move('proxy', null))).toEqual({
      spec: { containers: [{ name: 'web' }], initContainers: [{ name: 'proxy' }] },
    });
  });

  it('sets and removes a field of an item in the list that it is in by then', () => {
    const moved = apply(pod, move('proxy', null));
    const at = { ...where, list: 'initContainers', name: 'proxy' };
    const native = apply(moved, {
      op: 'set-field',
      ...at,
      key: 'restartPolicy',
      value: 'Always',
    });
    expect(native).toMatchObject({
      spec: { initContainers: [{}, { name: 'proxy', image: 'envoy', restartPolicy: 'Always' }] },
    });
    expect(apply(native, { op: 'remove-node', ...at, node: ['image'] })).toMatchObject({
      spec: { initContainers: [{}, { name: 'proxy', restartPolicy: 'Always' }] },
    });
  });

  it('copies an item into a list, at its end or before a named one', () => {
    const copy = (before: string | null): Operation => ({
      op: 'copy-item',
      ...where,
      list: 'initContainers',
      name: 'agent',
      before,
      value: { name: 'agent', restartPolicy: 'Always' },
      text: '- name: agent\n',
    });
    const agent = { name: 'agent', restartPolicy: 'Always' };
    expect(apply(pod, copy(null))).toMatchObject({
      spec: { initContainers: [{ name: 'migrate' }, agent] },
    });
    expect(apply(pod, copy('migrate'))).toMatchObject({
      spec: { initContainers: [agent, { name: 'migrate' }] },
    });
    expect(() => apply(pod, copy('ghost'))).toThrow(ApplyError);
  });

  it('says that a list is empty, beside another key or in its place', () => {
    const empty = (instead: boolean): Operation => {
      return { op: 'empty-list', ...where, list: 'inits', beside: 'sidecars', instead };
    };
    const of = (sidecars: Value): Value => ({ spec: { sidecars } });
    expect(apply(of([1]), empty(false))).toEqual({ spec: { sidecars: [1], inits: [] } });
    expect(apply(of([]), empty(true))).toEqual({ spec: { inits: [] } });
    expect(apply(of(null), empty(true))).toEqual({ spec: { inits: null } });
    expect(() => apply({ spec: { inits: [1] } }, empty(false))).toThrow(ApplyError);
  });

  it('moves an entry that takes out another one', () => {
    const values: Value = { spec: { containers: { proxy: null }, initContainers: {} } };
    expect(apply(values, move('proxy', null))).toEqual({
      spec: { initContainers: { proxy: null } },
    });
  });

  it('reaches a pod spec inside a List', () => {
    const list: Value = { items: [{ spec: { containers: [{ name: 'a' }, { name: 'b' }] } }] };
    const at = { document: 0, path: ['items', 0, 'spec'] };
    expect(apply(list, { ...move('b', null), at })).toEqual({
      items: [{ spec: { containers: [{ name: 'a' }], initContainers: [{ name: 'b' }] } }],
    });
  });

  it('leaves the value it was given alone', () => {
    const copy = structuredClone(pod);
    apply(pod, move('proxy', null));
    expect(pod).toEqual(copy);
  });

  it.each([
    ['the item', move('ghost', null)],
    ['the item to go before', move('proxy', 'ghost')],
    ['the pod spec', { ...move('proxy', null), at: { document: 0, path: ['kind'] } }],
  ])('throws where %s is not there', (_, operation) => {
    expect(() => apply(pod, operation)).toThrow(ApplyError);
  });
});
