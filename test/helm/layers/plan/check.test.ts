import { describe, expect, it } from 'vitest';
import { effective } from '../../../../src/helm/layers/effective.js';
import { flawIn } from '../../../../src/helm/layers/plan/check.js';
import type { ValueMap } from '../../../../src/model/value.js';

const item = (name: string, more: ValueMap = {}): ValueMap => ({
  name,
  image: `${name}:1`,
  ...more,
});
const native = (name: string): ValueMap => item(name, { restartPolicy: 'Always' });
const S = item('s');
const NATIVE = native('s');
const I = item('i');
const J = item('j');

interface Row {
  readonly before: readonly ValueMap[];
  readonly after: readonly ValueMap[];
}

function flaw({ before, after }: Row, changed: readonly string[] = []): string | null {
  return flawIn({
    before,
    after,
    keys: { containers: 'sidecars', init: 'inits' },
    moving: new Set(['s']),
    changed: new Set(changed),
  });
}

describe('what Helm makes of layers', () => {
  it.each<[string, readonly ValueMap[], ValueMap]>([
    ['lists replace', [{ a: [1, 2] }, { a: [3] }], { a: [3] }],
    ['scalars replace maps', [{ a: { b: 1 } }, { a: 2 }], { a: 2 }],
    ['maps merge', [{ a: { b: 1, c: 1 } }, { a: { c: 2 } }], { a: { b: 1, c: 2 } }],
    ['null deletes', [{ a: [1], b: 1 }, { a: null }], { b: 1 }],
    ['null deletes in maps', [{ a: { b: 1, c: 1 } }, { a: { b: null } }], { a: { c: 1 } }],
    ['what is above null counts', [{ a: 1 }, { a: null }, { a: 2 }], { a: 2 }],
    [
      'a map above null begins anew',
      [{ a: { b: 1 } }, { a: null }, { a: { c: 1 } }],
      { a: { c: 1 } },
    ],
    ['null in a list stays', [{ a: [null] }], { a: [null] }],
  ])('%s', (_, layers, made) => expect(effective(layers)).toEqual(made));
});

describe('lists of a release before and after', () => {
  it.each<[string, Row]>([
    ['row 1: one layer', { before: [{ sidecars: [S] }], after: [{ inits: [NATIVE] }] }],
    [
      'row 2: the copy in the layer above',
      {
        before: [{ sidecars: [S], inits: [I] }, { inits: [J] }],
        after: [{ inits: [I, NATIVE] }, { inits: [J, NATIVE] }],
      },
    ],
    [
      'row 4: empty in both',
      {
        before: [{ sidecars: [S] }, { sidecars: [] }],
        after: [{ inits: [NATIVE] }, { inits: [] }],
      },
    ],
    [
      'row 4: null',
      {
        before: [{ sidecars: [S] }, { sidecars: null }],
        after: [{ inits: [NATIVE] }, { inits: null }],
      },
    ],
    [
      'repeated in full',
      {
        before: [{ sidecars: [S] }, { sidecars: [item('s', { tty: true })] }],
        after: [
          { inits: [NATIVE] },
          { inits: [{ ...item('s', { tty: true }), restartPolicy: 'Always' }] },
        ],
      },
    ],
    [
      'row 6: parts of a map',
      {
        before: [{ sidecars: { s: { image: 's:1' } } }, { sidecars: { s: { image: 's:2' } } }],
        after: [
          { inits: { s: { image: 's:1', restartPolicy: 'Always' } } },
          { inits: { s: { image: 's:2' } } },
        ],
      },
    ],
    ['a release without it', { before: [{ sidecars: [J] }], after: [{ sidecars: [J] }] }],
  ])('%s: accepted', (_, row) => expect(flaw(row)).toBeNull());

  it.each<[string, Row, string]>([
    [
      'row 2 without the copy',
      {
        before: [{ sidecars: [S], inits: [I] }, { inits: [J] }],
        after: [{ inits: [I, NATIVE] }, { inits: [J] }],
      },
      'the sidecar s would be lost',
    ],
    [
      'row 2 with a copy that is not native',
      {
        before: [{ sidecars: [S] }, { inits: [J] }],
        after: [{ inits: [NATIVE] }, { inits: [J, S] }],
      },
      'the sidecar s would change',
    ],
    [
      'row 3: twice',
      {
        before: [{ sidecars: [S], inits: [I] }, { sidecars: [S] }],
        after: [{ inits: [I, NATIVE] }, { sidecars: [S] }],
      },
      's would be there twice',
    ],
    [
      'row 3: both moved',
      {
        before: [{ sidecars: [S], inits: [I] }, { sidecars: [S] }],
        after: [{ inits: [I, NATIVE] }, { inits: [NATIVE] }],
      },
      'the init container i would be lost',
    ],
    [
      'row 4: switched on',
      { before: [{ sidecars: [S] }, { sidecars: [] }], after: [{ inits: [NATIVE] }, {}] },
      's would start in a release in which it does not run today',
    ],
    [
      'row 5: an init container lost',
      { before: [{ inits: [I] }, { sidecars: [S] }], after: [{ inits: [I] }, { inits: [NATIVE] }] },
      'the init container i would be lost',
    ],
    [
      'an init container moved',
      { before: [{ sidecars: [S], inits: [I, J] }], after: [{ inits: [J, I, NATIVE] }] },
      'the init container i would change its position',
    ],
    [
      'row 6: half a container',
      {
        before: [{ sidecars: { s: { image: 's:1' } } }, { sidecars: { s: { image: 's:2' } } }],
        after: [
          { inits: { s: { image: 's:1', restartPolicy: 'Always' } } },
          { sidecars: { s: { image: 's:2' } } },
        ],
      },
      's would be there twice',
    ],
    [
      'row 6: a part lost',
      {
        before: [{ sidecars: { s: { image: 's:1' } } }, { sidecars: { s: { image: 's:2' } } }],
        after: [{ inits: { s: { image: 's:1', restartPolicy: 'Always' } } }, {}],
      },
      'the sidecar s would change',
    ],
    [
      'left behind',
      { before: [{ sidecars: [S, J] }], after: [{ sidecars: [S, J], inits: [] }] },
      'the container s would be left',
    ],
    [
      'another container lost',
      { before: [{ sidecars: [S, J] }], after: [{ inits: [NATIVE] }] },
      'the container j would be lost',
    ],
    [
      'the list of a lower layer back',
      {
        before: [{ sidecars: [J] }, { sidecars: [S] }],
        after: [{ sidecars: [J] }, { inits: [NATIVE] }],
      },
      'the container j would be left over, or appear',
    ],
    [
      'no list of containers',
      { before: [{ sidecars: '- name: s' }], after: [{ inits: [NATIVE] }] },
      'something other than containers',
    ],
  ])('%s: refused', (_, row, says) => expect(flaw(row)).toContain(says));

  it('fields that the plan changes may differ, and no others', () => {
    const row: Row = {
      before: [{ sidecars: [item('s', { resizePolicy: [1] })] }],
      after: [{ inits: [NATIVE] }],
    };
    expect(flaw(row, ['resizePolicy'])).toBeNull();
    expect(flaw(row, ['tty'])).toContain('would change');
  });
});
