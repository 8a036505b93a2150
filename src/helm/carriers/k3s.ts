import { listAt, mapAt, type Value } from '../../model/value.js';
import { type Carrier, chartOf, type Keys, namesIn, released, settingsIn } from './carrier.js';

const KEYS: Keys = { name: ['chart'], repo: ['repo'], version: ['version'] };
const VALUES = ['spec', 'valuesContent'];

/** A HelmChart of the Helm controller of K3s. */
export const helmChart: Carrier = {
  form: 'HelmChart',
  kinds: ['HelmChart'],
  groups: ['helm.cattle.io'],
  word: 'HelmChart',
  lives: 'cluster',
  read: ({ value }) => [
    {
      path: VALUES,
      release: {
        ...released('HelmChart', value),
        chart: chartOf(mapAt(value, ['spec']), KEYS),
        layers: secretsOf(value),
        parameters: settingsIn(mapAt(value, ['spec', 'set'])),
      },
    },
  ],
};

/** Charts that K3s itself installs under their own names (docs.k3s.io/networking). */
const PACKAGED: ReadonlySet<string> = new Set(['traefik']);

/** What is laid over the values of the HelmChart of the same name (docs.k3s.io/add-ons/helm). */
export const helmChartConfig: Carrier = {
  form: 'HelmChartConfig',
  kinds: ['HelmChartConfig'],
  groups: ['helm.cattle.io'],
  word: 'HelmChart',
  lives: 'cluster',
  joins: 'HelmChart',
  read: ({ value }) => {
    const release = released('HelmChartConfig', value);
    const isPackaged = release.namespace === 'kube-system' && PACKAGED.has(release.name);
    const chart = isPackaged ? { name: release.name, repo: '', version: '' } : null;
    return [{ path: VALUES, release: { ...release, layers: secretsOf(value), chart } }];
  },
};

/** Values in Secrets, which nobody sees here. */
function secretsOf(object: Value): readonly string[] {
  return namesIn(listAt(object, ['spec', 'valuesSecrets']), 'name').map(
    (name) => `the Secret ${name} (valuesSecrets)`,
  );
}
