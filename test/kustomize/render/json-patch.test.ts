import { describe, expect, it } from 'vitest';
import {
  applyJson,
  jsonOperation,
  PatchError,
  pointerText,
} from '../../../src/kustomize/render/json-patch.js';
import type { Value, ValueMap } from '../../../src/model/value.js';

const OBJECT: ValueMap = { list: ['a', 'b'], map: { 'a/b': 1, 'm~n': 2 }, none: null };

function patched(...operations: readonly Value[]): Value {
  return operations.map(jsonOperation).reduce(applyJson, OBJECT);
}

describe('a JSON patch (RFC 6902)', () => {
  it.each([
    [{ op: 'add', path: '/list/1', value: 'x' }, { list: ['a', 'x', 'b'] }],
    [{ op: 'add', path: '/list/-', value: 'x' }, { list: ['a', 'b', 'x'] }],
    [{ op: 'add', path: '/map/c', value: [1] }, { map: { 'a/b': 1, 'm~n': 2, c: [1] } }],
    [{ op: 'remove', path: '/list/0' }, { list: ['b'] }],
    [{ op: 'remove', path: '/map/a~1b' }, { map: { 'm~n': 2 } }],
    [{ op: 'replace', path: '/map/m~0n', value: 3 }, { map: { 'a/b': 1, 'm~n': 3 } }],
    [{ op: 'replace', path: '/list/1', value: 'x' }, { list: ['a', 'x'] }],
    // As kustomize 5.6 does it, against the RFC.
    [{ op: 'replace', path: '/map/c', value: 1 }, { map: { 'a/b': 1, 'm~n': 2, c: 1 } }],
    [{ op: 'move', from: '/list/0', path: '/list/1' }, { list: ['b', 'a'] }],
    [{ op: 'copy', from: '/list/0', path: '/list/-' }, { list: ['a', 'b', 'a'] }],
    [{ op: 'test', path: '/list', value: ['a', 'b'] }, {}],
    [{ op: 'test', path: '/none', value: null }, {}],
  ] as readonly [ValueMap, ValueMap][])('%j', (operation, changed) => {
    expect(patched(operation)).toEqual({ ...OBJECT, ...changed });
  });

  it.each([
    [{ op: 'add', path: '/list/3', value: 'x' }, 'out of range'],
    [{ op: 'add', path: '/no/thing', value: 'x' }, 'nothing at /no/thing'],
    [{ op: 'add', path: '/map/no/thing', value: 'x' }, 'nothing at /map/no/thing'],
    [{ op: 'remove', path: '/list/2' }, 'nothing at /list/2'],
    [{ op: 'replace', path: '/list/2', value: 1 }, 'nothing at /list/2'],
    [{ op: 'replace', path: '/map/c/d', value: 1 }, 'nothing at /map/c/d'],
    [{ op: 'replace', path: '', value: {} }, 'the whole object'],
    [{ op: 'test', path: '/list/0', value: 'b' }, 'the test of /list/0 fails'],
    [{ op: 'move', from: '/list/7', path: '/list/0' }, 'nothing at /list/7'],
    [{ op: 'move', path: '/list/0' }, 'not a JSON pointer'],
    [{ op: 'merge', path: '/list/0' }, 'no operation "merge"'],
    [{ op: 'add', path: 'list/0' }, 'must start with /'],
    [{ op: 'add' }, 'null is not a JSON pointer'],
    ['add', 'is not a map'],
  ] as readonly [Value, string][])('%j does not fit', (operation, why) => {
    expect(() => patched(operation)).toThrow(PatchError);
    expect(() => patched(operation)).toThrow(why);
  });

  it('writes pointers as it reads them', () => {
    const { path } = jsonOperation({ op: 'remove', path: '/a~1b/m~0n/0' });
    expect(path).toEqual(['a/b', 'm~n', '0']);
    expect(pointerText(path)).toBe('/a~1b/m~0n/0');
  });
});
