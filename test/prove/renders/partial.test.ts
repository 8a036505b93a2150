import { describe, expect, it } from 'vitest';
import { BASE, withTree } from '../../support/tree.js';

const REMOTE = {
  ...BASE,
  'tree/base/kustomization.yaml': 'resources: [web.yaml, https://example.com/base]\n',
};

describe('a proof of which everything is left out', () => {
  it('is none to write on', () =>
    withTree(REMOTE, '/bin/false', (rig) => {
      const before = rig.hash();
      const { code, err } = rig.prove('--write', 'base');
      expect(code).toBe(2);
      expect(err).toContain('verdict: 0 proven, 1 left out (base)');
      expect(err).toContain('nothing that would change could be rendered: base:');
      expect(err).toContain('--prove=partial');
      expect(rig.hash()).toBe(before);
      expect(rig.prove('base').code).toBe(0);
    }));

  it('is enough with --prove=partial, which takes no path for its value', () =>
    withTree(REMOTE, '/bin/false', (rig) => {
      const before = rig.hash();
      const { code, err } = rig.run(['--prove=partial', '--write', 'base'], { cwd: rig.tree });
      expect([code, err]).toEqual([0, expect.stringContaining('1 left out (base)')]);
      expect(rig.hash()).not.toBe(before);
      expect(rig.run(['--prove=all', 'base'], { cwd: rig.tree }).code).toBe(2);
    }));
});
