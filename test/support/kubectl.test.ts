import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { kubeTools } from './kubectl.js';
import { withRig } from './rig.js';

const tools = kubeTools();

describe.skipIf(tools === null)('the real programs', () => {
  it('are a kubectl with kustomize 5.6, and a helm', () => {
    const client = run(tools?.kubectl, ['version', '--client']);
    expect(client.stdout).toMatch(/Client Version: v1\.33\./);
    expect(client.stdout).toMatch(/Kustomize Version: v5\.6\./);
    expect(run(tools?.helm, ['version', '--short']).stdout).toMatch(/^v4\./);
  });

  it('render a tree', () =>
    withRig(
      {
        'kustomization.yaml': 'namePrefix: prod-\nresources: [config.yaml]\n',
        'config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: words}\n',
      },
      (rig) => {
        const { stdout, stderr } = run(tools?.kubectl, ['kustomize', rig.dir]);
        expect(stdout, stderr).toContain('name: prod-words');
      },
    ));
});

function run(program = '', args: readonly string[]): { stdout: string; stderr: string } {
  return spawnSync(program, args, { encoding: 'utf8' });
}
