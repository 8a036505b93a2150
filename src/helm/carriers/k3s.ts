import { listAt, mapAt, type ValueMap } from '../../model/value.js';
import { type Carrier, chartOf, type Keys, namesIn, released, settingsIn } from './carrier.js';

const KEYS: Keys = { name: ['chart'], repo: ['repo'], version: ['version'] };

/** A HelmChart of the Helm controller of K3s. */
export function k3sChart(object: ValueMap): Carrier {
  return {
    path: ['spec', 'valuesContent'],
    release: {
      ...released('HelmChart', object),
      chart: chartOf(mapAt(object, ['spec']), KEYS),
      layers: secretsOf(object),
      parameters: settingsIn(mapAt(object, ['spec', 'set'])),
    },
  };
}

/** Charts that K3s itself installs under their own names (docs.k3s.io/networking). */
const PACKAGED: ReadonlySet<string> = new Set(['traefik']);

/** What is laid over the values of the HelmChart of the same name (docs.k3s.io/add-ons/helm). */
export function k3sConfig(object: ValueMap): Carrier {
  const release = released('HelmChartConfig', object);
  const isPackaged = release.namespace === 'kube-system' && PACKAGED.has(release.name);
  return {
    path: ['spec', 'valuesContent'],
    release: {
      ...release,
      layers: secretsOf(object),
      chart: isPackaged ? { name: release.name, repo: '', version: '' } : null,
    },
  };
}

/** Values in Secrets, which nobody sees here. */
function secretsOf(object: ValueMap): readonly string[] {
  return namesIn(listAt(object, ['spec', 'valuesSecrets']), 'name').map(
    (name) => `the Secret ${name} (valuesSecrets)`,
  );
}
