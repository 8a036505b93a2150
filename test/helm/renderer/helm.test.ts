import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLAIN, umbrella } from '../../squares/helm-charts.js';
import { kubeTools } from '../../support/kubectl.js';
import { BASE, lines, type ProveRig, WEB, withTree } from '../../support/tree.js';

const tools = kubeTools();

const AGENT = '{name: agent, image: "fluent/fluent-bit:3"}';
const VALUES = `vault:\n  server:\n    extraContainers:\n    - ${AGENT}\n`;

type Files = Readonly<Record<string, string>>;

/** The umbrella chart as a tree, with other templates of its dependency. */
function shop(more: Files = {}, lists = PLAIN.lists, values = VALUES): Files {
  const files = umbrella({ ...PLAIN, lists }, values);
  const all = { ...files, ...more };
  return Object.fromEntries(Object.entries(all).map(([path, text]) => [`tree/${path}`, text]));
}

function without(files: Files, part: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.includes(part)));
}

function withHelm(files: Files, test: (rig: ProveRig) => void | Promise<void>): Promise<void> {
  return withTree(files, tools?.helm ?? '', test, 'helm');
}

/** What is said of each proof. */
function proofs(files: Files, ...args: string[]): Promise<readonly string[]> {
  let said: readonly string[] = [];
  return withHelm(files, (rig) => {
    said = lines(rig.prove('--unsafe', ...args).err);
  }).then(() => said);
}

const AT_RANDOM = `---
apiVersion: v1
kind: Secret
metadata: {name: pass}
stringData: {word: {{ randAlphaNum 12 }}}
`;

describe.skipIf(tools === null)('--prove with helm', () => {
  it('proves a chart with each of its values files, and touches nothing', () =>
    withHelm(
      shop({
        'shop/values-prod.yaml': 'vault: {server: {replicas: 3}}\n',
        'shop/ci/small.yaml': 'vault: {server: {replicas: 1}}\n',
      }),
      (rig) => {
        const before = rig.hash();
        const { code, err } = rig.prove('--unsafe', '.');
        expect(code, err).toBe(0);
        expect(err).toContain('/bin/helm template\n');
        expect(lines(err)).toEqual([
          'proven shop: 1 object changed, as planned',
          'proven shop/ci/small.yaml: 1 object changed, as planned',
          'proven shop/values-prod.yaml: 1 object changed, as planned',
        ]);
        expect(rig.hash()).toBe(before);
        expect(rig.left()).toEqual([]);
      },
    ));

  it('writes what is proven, and says it in the report', () =>
    withHelm(shop(), (rig) => {
      const report = JSON.parse(rig.prove('--unsafe', '--write', '--format', 'json').out) as {
        proofs: unknown;
      };
      expect(report.proofs).toEqual([
        {
          renderer: 'helm',
          target: 'shop',
          state: 'proven',
          message: '1 object changed, as planned',
          changed: 1,
        },
      ]);
      expect(rig.read('tree/shop/values.yaml')).toContain('restartPolicy: Always');
    }));

  it.each([
    [
      'an Application with a text of values',
      `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop}
spec:
  source:
    path: shop
    helm:
      valueFiles: [values-eu.yaml]
      values: |
        vault: {server: {replicas: 4}}
`,
    ],
    [
      'a HelmRelease of a repository of git',
      `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop}
spec:
  chart: {spec: {chart: ./shop, sourceRef: {kind: GitRepository, name: all}}}
  values: {vault: {server: {replicas: 2}}}
`,
    ],
  ])('proves %s, with its values', async (_, text) => {
    expect(
      await proofs(
        shop({ 'apps/shop.yaml': text, 'shop/values-eu.yaml': 'vault: {server: {replicas: 2}}\n' }),
      ),
    ).toEqual([
      'proven shop: 1 object changed, as planned',
      'proven shop/values-eu.yaml: 1 object changed, as planned',
      'proven apps/shop.yaml (shop): 1 object changed, as planned',
    ]);
  });

  it('proves a dependency beside the chart, with a link in its place', async () => {
    const files = shop({
      'shop/Chart.yaml':
        'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n- {name: vault, version: 0.34.1, repository: "file://../library"}\n',
      '.sidecar-migrate.yaml':
        'charts: [{name: vault, from: server.extraContainers, to: server.extraInitContainers}]\n',
    });
    const moved = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path.replace('shop/charts/vault', 'library'),
        text,
      ]),
    );
    expect(await proofs(moved)).toEqual(['proven shop: 1 object changed, as planned']);
  });

  it('says where the chart puts the sidecar before its own init containers', async () => {
    const lists = PLAIN.lists.replace(
      '      {{- end }}\n      containers:',
      '        - {name: wait, image: "busybox:1"}\n      {{- end }}\n      containers:',
    );
    expect(
      await proofs(
        shop(
          {},
          lists,
          VALUES.replace(
            'server:',
            'server:\n    extraInitContainers: \n    - {name: chown, image: "busybox:1"}',
          ),
        ),
      ),
    ).toEqual([
      'proven shop: 1 object changed, as planned; in Deployment release-name-vault agent starts before wait',
    ]);
  });

  it('does not compare what is made at random, and leaves out a chart of which the pods are', async () => {
    expect(await proofs(shop({}, PLAIN.lists + AT_RANDOM))).toEqual([
      'proven shop: 1 object changed, as planned; generated at random and not compared: v1 Secret pass /stringData/word',
    ]);
    const random = PLAIN.lists.replace('web:1', 'web:{{ randNumeric 9 }}');
    expect(await proofs(shop({}, random))).toEqual([
      'left out shop: it renders apps/v1 Deployment release-name-vault differently each time',
    ]);
  });

  it.each<[string, string, string]>([
    [
      'drops the field',
      PLAIN.lists.replace(
        '{{- toYaml .Values.server.extraInitContainers | nindent 8 }}',
        '{{- regexReplaceAll "\\n *restartPolicy: Always" (toYaml .Values.server.extraInitContainers) "" | nindent 8 }}',
      ),
      'differs shop: apps/v1 Deployment release-name-vault: agent should move, and is not a native sidecar',
    ],
    [
      'mounts what it gives to sidecars only',
      PLAIN.lists.replace(
        '{{- toYaml .Values.server.extraContainers | nindent 8 }}',
        '{{- toYaml .Values.server.extraContainers | nindent 8 }}\n          tty: true',
      ),
      'differs shop: apps/v1 Deployment release-name-vault: /spec/template/spec/initContainers/0/tty should be true, and is absent',
    ],
  ])('sees a chart that %s, and writes nothing', (_, lists, message) =>
    withHelm(shop({}, lists), (rig) => {
      const before = rig.hash();
      const { code, err } = rig.prove('--unsafe', '--write', '.');
      expect(lines(err)).toEqual([message]);
      expect(code).toBe(2);
      expect(err).toContain('Not written:');
      expect(rig.hash()).toBe(before);
    }),
  );

  it('sees values that the chart no longer takes', async () => {
    const schema = JSON.stringify({
      properties: {
        server: {
          properties: { extraInitContainers: { type: 'null' } },
        },
      },
    });
    const [said] = await proofs(shop({ 'shop/charts/vault/values.schema.json': schema }));
    expect(said).toContain('differs shop: can no longer be rendered: values don');
    expect(said).toContain('extraInitContainers');
  });

  it.each<[string, Files, string]>([
    [
      'a dependency that is not there',
      without(shop(), 'shop/charts/'),
      'left out shop: needs the chart vault (https://helm.releases.hashicorp.com), which is not in shop/charts, and nothing is downloaded: run helm dependency build first',
    ],
    [
      'a chart that does not render as it stands',
      shop({ 'shop/templates/x.yaml': '{{ fail "say the region" }}' }),
      'left out shop: cannot be rendered before the change: execution error at (shop/templates/x.yaml:1:3): say the region',
    ],
    [
      'a container that no template renders',
      shop({}, PLAIN.lists.replaceAll('.Values.server.extra', '.Values.server.other')),
      'left out shop/values.yaml: agent of values values.yaml is not in any render',
    ],
    [
      'a chart of a repository',
      {
        'tree/shop.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop}
spec:
  chart: {spec: {chart: vault, version: 0.34.1, sourceRef: {kind: HelmRepository, name: h}}}
  values:
    server:
      extraContainers:
      - ${AGENT}
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: h}
spec: {url: "https://helm.releases.hashicorp.com"}
`,
      },
      'left out shop.yaml: the chart of these values is not in the tree, and nothing is downloaded',
    ],
  ])('leaves out %s, and says so', async (_, files, message) => {
    expect((await proofs(files)).at(-1)).toBe(message);
  });

  const SWITCHED = `      initContainers:
      {{- if .Values.sidecar.dashboards.initDashboards }}
        - name: grafana-init-sc-dashboard
          image: quay.io/kiwigrid/k8s-sidecar:1
          restartPolicy: {{ .Values.sidecar.dashboards.restartPolicy }}
          env: [{name: REQ_SKIP_INIT, value: "true"}]
      {{- end }}
      containers:
        - {name: grafana, image: "registry.example.com/grafana:1"}
      {{- if not .Values.sidecar.dashboards.initDashboards }}
        - {name: grafana-sc-dashboard, image: "quay.io/kiwigrid/k8s-sidecar:1"}
      {{- end }}
`;

  it.each<[string, string, string]>([
    [
      'makes its sidecar native under another name',
      SWITCHED,
      'proven shop: 1 object changed, as planned; in Deployment release-name-grafana grafana-sc-dashboard is grafana-init-sc-dashboard now',
    ],
    [
      'makes it an init container that ends',
      SWITCHED.replace(/ +restartPolicy: .*\n/, ''),
      'differs shop: apps/v1 Deployment release-name-grafana: grafana-sc-dashboard should move, and is not a native sidecar',
    ],
    [
      'makes another container of it',
      SWITCHED.replace('k8s-sidecar:1\n', 'k8s-sidecar:2\n'),
      'differs shop: apps/v1 Deployment release-name-grafana: grafana-sc-dashboard should move, and is not a native sidecar',
    ],
  ])('compares what a switch does in a chart that %s', async (_, lists, message) => {
    const chart = {
      ...PLAIN,
      name: 'grafana',
      repo: 'https://grafana-community.github.io/helm-charts',
      version: '12.11.1',
      values: 'sidecar: {dashboards: {enabled: false, initDashboards: false}}\n',
      lists,
    };
    const values = 'grafana:\n  sidecar:\n    dashboards:\n      enabled: true\n';
    const files = Object.entries(umbrella(chart, values)).map(([path, text]) => [
      `tree/${path}`,
      text,
    ]);
    expect(await proofs(Object.fromEntries(files))).toEqual([message]);
  });

  it('never asks a server for a schema', async () => {
    const schema = '{"$ref": "https://schemas.example.com/values.json"}';
    expect(await proofs(shop({ 'shop/charts/vault/values.schema.json': schema }))).toEqual([
      'proven shop: 1 object changed, as planned',
    ]);
  });

  it('proves a template that is a plain manifest', async () => {
    const chart = 'apiVersion: v2\nname: plain\nversion: 1.0.0\n';
    expect(
      await proofs({ 'tree/plain/Chart.yaml': chart, 'tree/plain/templates/web.yaml': WEB }),
    ).toEqual(['proven plain: 1 object changed, as planned']);
  });
});

describe('helm behind --prove', () => {
  it('is asked for where a chart is to be rendered, and not elsewhere', () =>
    withTree(shop(), null, (rig) => {
      const before = rig.hash();
      const { code, err } = rig.prove('--unsafe', '--write', '.');
      expect(code).toBe(2);
      expect(err).toContain('--prove renders charts with helm, which is not on PATH');
      expect(rig.hash()).toBe(before);
    }));

  it('has an empty home, none of the settings of the user, and no way out', () =>
    withTree(
      {
        ...shop(),
        'script.sh':
          '#!/bin/sh\n{ printf "%s\\n" "$@"; env; } > "$TMPDIR/../said"\necho "kind: X"\n',
      },
      '../script.sh',
      (rig) => {
        chmodSync(join(rig.dir, 'script.sh'), 0o755);
        rig.run(['--prove', '--unsafe', '.'], {
          cwd: rig.tree,
          env: {
            PATH: `${rig.dir}/bin:/usr/bin:/bin`,
            TMPDIR: rig.temporary,
            HELM_PLUGINS: '/plugins',
            HELM_KUBETOKEN: 'secret',
            XDG_CONFIG_HOME: '/home/me/.config',
            KUBECONFIG: '/home/me/.kube/config',
          },
        });
        const said = rig.read('said');
        expect(said.split('\n').slice(0, 2)).toEqual([
          'template',
          expect.stringMatching(/\/sidecar-migrate-prove-\w+\/(?:before|after)\/shop$/),
        ]);
        expect(said).not.toMatch(/HELM_|\/home\/me|--validate|--dry-run/);
        expect(said).toMatch(/^HOME=\/\S+\/sidecar-migrate-prove-\w+\/(?:before|after)-home$/m);
        expect(said).toContain('HTTPS_PROXY=http://127.0.0.1:9');
      },
      'helm',
    ));

  it('is not needed for kustomizations', () =>
    withTree(BASE, null, (rig) => {
      expect(rig.prove('base').err).not.toContain('helm');
    }));
});
