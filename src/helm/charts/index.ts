import type { Chart } from '../../model/chart.js';
import { APPLICATIONS_CHARTS } from './data/applications.js';
import { ARGO_CHARTS } from './data/argo.js';
import { BITNAMI_CHARTS } from './data/bitnami.js';
import { DATA_CHARTS } from './data/data.js';
import { DELIVERY_CHARTS } from './data/delivery.js';
import { GRAFANA_CHARTS } from './data/grafana.js';
import { HOME_CHARTS } from './data/home.js';
import { METRICS_CHARTS } from './data/metrics.js';
import { NETWORK_CHARTS } from './data/network.js';
import { PROMETHEUS_CHARTS } from './data/prometheus.js';
import { SEARCH_CHARTS } from './data/search.js';

/** Every chart that is known, by publisher. */
export const CHARTS: readonly Chart[] = [
  ...BITNAMI_CHARTS,
  ...PROMETHEUS_CHARTS,
  ...GRAFANA_CHARTS,
  ...ARGO_CHARTS,
  ...METRICS_CHARTS,
  ...SEARCH_CHARTS,
  ...NETWORK_CHARTS,
  ...DATA_CHARTS,
  ...DELIVERY_CHARTS,
  ...HOME_CHARTS,
  ...APPLICATIONS_CHARTS,
];
