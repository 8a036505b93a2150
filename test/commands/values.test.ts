import { expect, it } from 'vitest';
import { withRig } from '../support/rig.js';

const AGENT = `  sidecars:
  - name: agent
    image: fluent/fluent-bit:3.1.4
`;

const TREE = {
  'bin/deploy.sh':
    'helm upgrade cache redis --repo https://charts.bitnami.com/bitnami --version 23.1.1 -f config/prod.yaml\n',
  'config/prod.yaml': `master:\n${AGENT}`,
  'config/other.yaml': `master:\n${AGENT}`,
};

const MOVED = `--- a/config/prod.yaml
+++ b/config/prod.yaml
@@ -1,4 +1,5 @@
 master:
-  sidecars:
+  initContainers:
   - name: agent
     image: fluent/fluent-bit:3.1.4
+    restartPolicy: Always
`;

it('a script says what a file of any name is, and no word is said of another', () =>
  withRig(TREE, (rig) => {
    const { out, err } = rig.run(['--unsafe', '.']);
    expect(out).toBe(MOVED);
    expect(err).toContain('1 sidecar in 1 pod');
    expect(err).toContain('no longer stops before the last output');
    expect(err).not.toContain('other.yaml');
  }));

it('a script of the repository is asked where only the values are given', () =>
  withRig(TREE, (rig) => {
    rig.git('init', '.');
    expect(rig.run(['--unsafe', 'config']).out).toBe(MOVED);
  }));

it('a setting in a script is named with its line', () =>
  withRig(
    {
      ...TREE,
      Makefile:
        'deploy:\n\thelm upgrade cache oci://registry-1.docker.io/bitnamicharts/redis \\\n\t  --version 23.1.1 -f config/prod.yaml \\\n\t  --set master.sidecars[0].image=x\n',
    },
    (rig) => {
      const { out, err } = rig.run(['--unsafe', '.']);
      expect(out).toBe('');
      expect(err).toContain('Makefile:4 sets master.sidecars[0].image');
    },
  ));

it('what nobody edits is said once a file, with its line, and is no error', () =>
  withRig(
    {
      'values.yaml.gotmpl': `master:\n  count: {{ .Values.count }}\n${AGENT}`,
      'empty.yaml.gotmpl': 'master:\n  count: {{ .Values.count }}\n  sidecars: []\n',
      'main.tf':
        'resource "helm_release" "cache" {\n  values = [yamlencode({ sidecars = [{ name = "agent" }] })]\n}\n',
      'other.tf': 'resource "aws_thing" "x" {\n  sidecars = [{ name = "agent" }]\n}\n',
    },
    (rig) => {
      const { err, code } = rig.run(['--unsafe', '--strict', '.']);
      expect(code).toBe(0);
      expect(err).toContain('values.yaml.gotmpl:3:3: holds containers, and is a Go template');
      expect(err).toContain(
        'main.tf:2:26: holds containers in the values of the helm_release cache',
      );
      expect(err).not.toMatch(/empty|other\.tf/);
    },
  ));
