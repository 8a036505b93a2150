import { groupOf } from '../../manifest/kinds/kinds.js';
import { isMap, textAt, type Value } from '../../model/value.js';
import { argoSources } from './argo.js';
import type { Carrier } from './carrier.js';
import { clusterApiChart, crossplaneRelease, sveltosCharts } from './controllers.js';
import { configMapKeys } from './files.js';
import { fluxRelease } from './flux.js';
import { k3sChart, k3sConfig } from './k3s.js';
import { inflationGenerator } from './kustomize.js';
import { skaffoldReleases } from './skaffold.js';

/** Every place of an object that carries Helm values; empty where it is no carrier. */
export function carriersIn(object: Value): readonly Carrier[] {
  if (!isMap(object)) return [];
  const apiVersion = textAt(object, ['apiVersion']) ?? '';
  switch (`${groupOf(apiVersion)}/${textAt(object, ['kind']) ?? ''}`) {
    case 'helm.toolkit.fluxcd.io/HelmRelease':
      return [fluxRelease(object)];
    case 'argoproj.io/Application':
      return argoSources(object, ['spec'], 'Application');
    case 'argoproj.io/ApplicationSet':
      return argoSources(object, ['spec', 'template', 'spec'], 'ApplicationSet');
    case 'helm.cattle.io/HelmChart':
      return [k3sChart(object)];
    case 'helm.cattle.io/HelmChartConfig':
      return [k3sConfig(object)];
    case 'helm.crossplane.io/Release':
    case 'helm.m.crossplane.io/Release':
      return [crossplaneRelease(object)];
    case 'config.projectsveltos.io/ClusterProfile':
    case 'config.projectsveltos.io/Profile':
      return sveltosCharts(object);
    case 'addons.cluster.x-k8s.io/HelmChartProxy':
      return [clusterApiChart(object)];
    case '/ConfigMap':
      return configMapKeys(object);
    case '/HelmChartInflationGenerator':
      return [inflationGenerator(object)];
    case 'skaffold/Config':
      return skaffoldReleases(object);
    default:
      return [];
  }
}
