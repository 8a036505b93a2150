// The trees that are migrated: an umbrella chart or a HelmRelease with containers under the keys of a row.
import { shaped, stringify, withValue } from './values.mjs';

const item = (name, image, more = {}) => ({ name, image, ...more });
const AGENT = item('agent', 'fluent/fluent-bit:3.1.4', {
  env: [{ name: 'LEVEL', value: 'info' }],
  volumeMounts: [{ name: 'logs', mountPath: '/logs', readOnly: true }],
});
const ACTIONS = item('agent', 'fluent/fluent-bit:3.1.4', {
  env: [{ name: 'OF', value: '{{ .Release.Name }}' }],
});
const NEWER = item('agent', 'fluent/fluent-bit:3.2.0');
const HELPER = item('helper', 'registry.example.com/helper:1');
const CHOWN = item('chown', 'busybox:1.36', { command: ['chown', '1000', '/logs'] });

/** Each: containers in the source, and in the target; then those of a second file, if there is one. */
const CASES = {
  alone: [{ from: [AGENT] }],
  beside: [{ from: [HELPER, AGENT], to: [CHOWN] }],
  actions: [{ from: [ACTIONS] }],
  'prod: inits': [{ from: [AGENT] }, { to: [CHOWN] }],
  'prod: sidecars': [{ from: [AGENT, HELPER] }, { from: [NEWER] }],
  'prod: emptied': [{ from: [AGENT] }, { from: [] }],
  'prod: more': [{ to: [CHOWN] }, { from: [AGENT] }],
};

/** The names of cases with one file, and of those with two. */
export const SINGLE = ['alone', 'beside', 'actions', 'as text', 'release'];
export const LAYERED = Object.keys(CASES).filter((name) => name.startsWith('prod'));

/** `{ name, files }` for each case that the shapes of a component allow. */
export function casesFor({ row, name, version }, component, needs) {
  const [source, target] = [component.fromShape, component.toShape].map(
    (shape) => shape.split('-')[0],
  );
  if (!['list', 'map', 'string'].includes(source)) return [];
  const repository = row.repos[0] ?? '';
  const written = component.whole && source === 'map' ? withImageMap : (each) => each;
  const values = (layer, shape, base) => {
    let own = base;
    if (layer.from !== undefined) own = put(own, component.from, layer.from.map(written), shape);
    if (layer.to !== undefined && component.to !== null)
      own = put(own, component.to, layer.to.map(written), target);
    return own;
  };
  const umbrella = (layers, shape = source) => {
    const [first, ...others] = layers.map((layer, i) => ({
      [name]: values(layer, shape, i === 0 ? needs : {}),
    }));
    const dependencies = [{ name, version, repository }];
    return {
      'shop/Chart.yaml': stringify({
        apiVersion: 'v2',
        name: 'shop',
        version: '1.0.0',
        dependencies,
      }),
      'shop/values.yaml': stringify(first),
      ...Object.fromEntries(others.map((own) => ['shop/values-prod.yaml', stringify(own)])),
    };
  };
  // Charts without a row of their own are all alike.
  const wanted = row.name === '*' ? ['alone', 'beside', 'prod: inits'] : Object.keys(CASES);
  const cases = wanted.map((key) => ({ name: key, files: umbrella(CASES[key]) }));
  if (row.name === '*') return cases;
  if (component.fromShape === 'list-or-string')
    cases.push({ name: 'as text', files: umbrella(CASES.actions, 'string') });
  const spec = release({ name, version, repository }, values(CASES.beside[0], source, needs));
  return [...cases, { name: 'release', files: { 'release.yaml': spec } }];
}

/** Libraries that make every container of a pod want its image so. */
function withImageMap({ image, ...rest }) {
  const [repository, tag] = image.split(':');
  return { ...rest, image: { repository, tag } };
}

function put(values, path, containers, shape) {
  const own = path.split('.').reduce((value, key) => value?.[key], values);
  const put = shaped(containers, shape);
  // Beside what a chart needs there: the main container of a map, or of a list.
  const both = Array.isArray(own)
    ? [...own, ...put]
    : typeof own === 'object' && own !== null
      ? { ...own, ...put }
      : put;
  return withValue(values, path.split('.'), both);
}

function release({ name, version, repository }, values) {
  const objects = [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: { name: 'charts', namespace: 'flux-system' },
      spec: { url: repository },
    },
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'shop', namespace: 'shop' },
      spec: {
        chart: {
          spec: {
            chart: name,
            version,
            sourceRef: { kind: 'HelmRepository', name: 'charts', namespace: 'flux-system' },
          },
        },
        values,
      },
    },
  ];
  return objects.map((object) => stringify(object)).join('---\n');
}
