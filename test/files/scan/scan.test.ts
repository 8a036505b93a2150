import { describe, expect, it } from 'vitest';
import { isNothing, scan } from '../../../src/files/scan/scan.js';

const scanned = (text: string) => scan(Buffer.from(text));

describe('bytes behind a word', () => {
  it.each([': []', ': [ ]  # none\n', '": {}\r\n', "' : []\n", ' of the pod', 'Name: x', ''])(
    '%j are nothing',
    (behind) => expect(isNothing(Buffer.from(`sidecars${behind}`), 'sidecars'.length)).toBe(true),
  );

  it.each([':\n- name: a\n', ': [{name: a}]', ': [], b: 1}', ': {a: {}}', ': |\n  - a\n', ':'])(
    '%j may be something',
    (behind) => expect(isNothing(Buffer.from(`sidecars${behind}`), 'sidecars'.length)).toBe(false),
  );
});

describe('a scan', () => {
  it('decodes nothing of values whose lists are empty', () => {
    expect(scanned('sidecars: []\ninitContainers: []\n# sidecars of the pod\n')).toEqual({
      pods: false,
      additions: false,
      directives: false,
      keys: false,
      settings: false,
      letters: null,
    });
  });

  it('sees a list behind others that are empty', () => {
    const text = 'sidecars: []\ncontainers:\n- name: a\n- name: b\n';
    expect(scanned(text)).toMatchObject({ pods: true, keys: true });
  });

  it('sees comments that speak to this tool where there is nothing else', () => {
    expect(scanned('# sidecar-migrate: ignore\na: 1\n')).toMatchObject({ directives: true });
  });

  it('finds again what it found, and looks for the rest', () => {
    const text = 'sidecars: []\nextraContainers: []\ncontainers:\n- name: sidecars\n';
    const find = scanned(text).letters?.find;
    expect(find?.('sidecars', 0)).toBe(0);
    expect(find?.('sidecars', 1)).toBe(text.lastIndexOf('sidecars'));
    expect(find?.('idecars', 1)).toBe(1);
    expect(find?.('ontainers', 0)).toBe(text.indexOf('ontainers'));
    expect(find?.('ideCars', 0)).toBe(-1);
    expect(find?.('name', 0)).toBe(text.indexOf('name'));
  });
});
