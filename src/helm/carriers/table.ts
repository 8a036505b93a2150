import { application, applicationSet } from './argo.js';
import type { Carrier } from './carrier.js';
import { clusterProfile, crossplaneRelease, helmChartProxy } from './controllers.js';
import { configMap, valuesFile } from './files.js';
import { fleet } from './fleet.js';
import { helmRelease } from './flux.js';
import { helmfile } from './helmfile.js';
import { helmChart, helmChartConfig } from './k3s.js';
import { inflationGenerator, kustomizeCharts } from './kustomize.js';
import { skaffold } from './skaffold.js';

/** Everything that carries values, in the order in which a document is offered to them. */
export const CARRIERS: readonly Carrier[] = [
  fleet,
  kustomizeCharts,
  helmRelease,
  application,
  applicationSet,
  helmChart,
  helmChartConfig,
  crossplaneRelease,
  clusterProfile,
  helmChartProxy,
  configMap,
  inflationGenerator,
  skaffold,
  helmfile,
  valuesFile,
];
