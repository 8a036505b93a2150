import { describe, expect, it } from 'vitest';
import { withRig } from '../support/rig.js';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      {{- with .Values.initContainers }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: web
          image: registry.example.com/web:1
        {{- with .Values.sidecars }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
`;

const SIDECARS = 'sidecars:\n  - name: agent\n    image: fluent/fluent-bit:3.1.4\n';

const web = (folder: string, values: string): Readonly<Record<string, string>> => ({
  [`${folder}/Chart.yaml`]: 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  [`${folder}/values.yaml`]: values,
  [`${folder}/templates/web.yaml`]: WEB,
});

const shop = (dependencies: string): Readonly<Record<string, string>> => ({
  'shop/Chart.yaml': `apiVersion: v2\nname: shop\nversion: 1.0.0\n${dependencies}`,
});

describe('a chart below another', () => {
  it('that a repository has is a copy: the values above are what to change', () => {
    const copy =
      'dependencies:\n- {name: web, alias: store, version: 1.0.0, repository: "https://charts.example.com"}\n';
    return withRig({ ...web('shop/charts/web', SIDECARS), ...shop(copy) }, (rig) => {
      const { err, out, code } = rig.run(['--unsafe', '-v']);
      expect([code, out]).toEqual([0, '']);
      expect(err).toContain('shop/charts/web/values.yaml:1:1');
      expect(err).toContain('a chart vendored into shop/charts/');
      expect(err).toContain(
        'change shop/values.yaml, under store, or use --include-generated to edit this file anyway',
      );
      expect(rig.run(['--unsafe', '--include-generated']).out).toContain(
        '+    restartPolicy: Always',
      );
    });
  });

  it('that no repository has is its own', () =>
    withRig({ ...web('shop/charts/web', SIDECARS), ...shop('') }, (rig) => {
      expect(rig.run(['--unsafe']).out).toContain('+    restartPolicy: Always');
      expect(rig.run(['-v']).err).toContain(
        'as read at shop/charts/web/templates/web.yaml:15, shop/charts/web/templates/web.yaml:9',
      );
    }));

  it('has values that templates above can read', () =>
    withRig(
      {
        ...web('shop/charts/web', ''),
        ...shop(''),
        'shop/values.yaml': `web:\n${SIDECARS.replace(/^/gm, '  ')}`,
        'shop/templates/notes.yaml': '{{ len .Values.web.sidecars }}\n',
      },
      (rig) => {
        const { err, out } = rig.run(['--unsafe']);
        expect(out).toBe('');
        expect(err).toContain('templates in shop/templates also read web.sidecars');
        rig.write('shop/templates/notes.yaml', '{{ .Values.web.enabled }}\n');
        expect(rig.run(['--unsafe']).out).toContain('restartPolicy: Always');
      },
    ));

  it('reads templates that .helmignore leaves out as Helm does', () =>
    withRig(
      {
        ...web('web', SIDECARS),
        'web/templates/old.yaml': '{{ len .Values.sidecars }}\n',
        'web/.helmignore': '# nothing\n',
      },
      (rig) => {
        expect(rig.run(['--unsafe']).err).toContain(
          'web/templates/old.yaml:1 also writes sidecars',
        );
        rig.write('web/.helmignore', 'templates/old.yaml\n');
        expect(rig.run(['--unsafe']).out).toContain('restartPolicy: Always');
      },
    ));

  it('and a template that is a link is read where it leads', () =>
    withRig(web('web', SIDECARS), (rig) => {
      rig.write('shared/count.yaml', '{{ len .Values.sidecars }}\n');
      rig.shell('ln -s ../../shared/count.yaml web/templates/count.yaml');
      expect(rig.run(['--unsafe']).err).toContain(
        'web/templates/count.yaml:1 also writes sidecars',
      );
    }));

  it('whose templates are no text is said', () =>
    withRig(web('web', SIDECARS), (rig) => {
      rig.write('web/templates/a.yaml', '{{ if }} .Values.sidecars\n');
      expect(rig.run(['--unsafe']).err).toContain(
        'web/templates/a.yaml cannot be parsed as a template',
      );
      rig.write('web/templates/a.yaml', new Uint8Array([0xff, 0xfe, 0, 0x80]));
      expect(rig.run(['--unsafe']).code).toBe(0);
      rig.write(
        'web/templates/a.yaml',
        `{{ define "a" }}${'{{ include "b" . }}'.repeat(9)}{{ end }}${'{{ define "b" }}{{ range .Values.x }}{{ end }}{{ end }}'}{{ include "a" . }}`,
      );
      expect(rig.run(['--unsafe']).out).toContain('restartPolicy: Always');
    }));

  it('whose helpers multiply is too much, and said', () =>
    withRig(web('web', SIDECARS), (rig) => {
      const names = Array.from({ length: 22 }, (_, i) => i);
      const defines = names.map(
        (i) =>
          `{{ define "t${i}" }}{{ include "t${i + 1}" . }}{{ include "t${i + 1}" . }}{{ end }}`,
      );
      rig.write('web/templates/_a.tpl', `${defines.join('')}{{ define "t22" }}x{{ end }}`);
      rig.write('web/templates/a.yaml', '{{ include "t0" . }}');
      expect(rig.run(['--unsafe']).err).toContain('are too large to evaluate');
    }));
});
