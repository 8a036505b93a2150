import { describe, expect, it } from 'vitest';
import { mayHoldPod } from '../../../src/files/scan/pod.js';

const item = (lead: string, name: string, keys: string): string =>
  `${lead}- name: ${name}\n${keys}image: registry.example.com/${name}:1\n`;

const pod = (items: string, indent = '  '): string =>
  `kind: Pod\nspec:\n${indent}containers:\n${items}`;

describe('slips of hand-made YAML', () => {
  it.each([
    ['one column deeper', pod(item('  ', 'a', '    ') + item('   ', 'b', '    '))],
    ['one column less', pod(item('  ', 'a', '    ') + item(' ', 'b', '    '))],
    ['at the keys', pod(item('  ', 'a', '    ') + item('    ', 'b', '      '))],
    ['beyond the keys', pod(item('  ', 'a', '    ') + item('      ', 'b', '        '))],
    ['between the key and the list', pod(item('    ', 'a', '      ') + item('   ', 'b', '     '))],
    [
      'under the key of an indented list',
      pod(item('    ', 'a', '      ') + item('  ', 'b', '    ')),
    ],
    ['behind a tab', pod(`${item('  ', 'a', '    ')}\t- name: b\n`)],
  ])('a dash %s is for the parser to judge', (_, text) => {
    expect(mayHoldPod(text)).toBe(true);
  });

  it.each([
    [
      'a list at the column of its key',
      pod(`${item('  ', 'a', '    ')}    ports:\n    - port: 1\n    - port: 2\n`),
    ],
    [
      'a commented key',
      pod(`${item('  ', 'a', '    ')}    env: # all\n      - name: A\n      - name: B\n`),
    ],
    ['an anchored key', pod(`${item('  ', 'a', '    ')}    env: &env\n      - name: A\n`)],
    [
      'the next object of a List',
      `kind: List\nitems:\n- spec:\n    containers:\n    - name: a\n      image: b\n- kind: Pod\n`,
    ],
    ['a map of a schema', '{"properties": {\n"containers": {\n"type": "array"}}}'],
    ['a map of a schema on its line', '{"properties": {"containers": {"items": {}}}}'],
  ])('%s is no slip', (_, text) => {
    expect(mayHoldPod(text)).toBe(false);
  });
});
