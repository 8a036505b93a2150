import type { Chart } from '../../../model/chart.js';
import { charts, lists } from '../row.js';

/** Data and workflows. */
export const DATA_CHARTS: readonly Chart[] = [
  ...charts(
    'airflow-helm',
    ['https://airflow-helm.github.io/charts'],
    [
      {
        name: 'airflow',
        read: '8.9.0',
        source: 'airflow-helm/charts, charts/airflow at a5e146ba5813',
        note: 'airflow.extraContainers goes to every component, in addition to the list of the component.',
        components: [
          {
            from: 'airflow.extraContainers',
            to: 'airflow.extraInitContainers',
            position: 'after-own',
            hazards: ['global-list'],
          },
          ...lists(
            ['flower', 'scheduler', 'triggerer', 'web', 'workers'],
            'extraContainers',
            'extraInitContainers',
            { position: 'after-own' },
          ),
        ],
      },
    ],
  ),
  ...charts(
    'apache',
    ['https://airflow.apache.org'],
    [
      {
        name: 'airflow',
        source:
          'apache/airflow, chart/templates/scheduler/scheduler-deployment.yaml at 008b07561f2b (other components by the same naming, not read)',
        note: "The chart's own init containers wait for migrations, before yours. Only the scheduler was read.",
        components: [
          {
            from: 'scheduler.extraContainers',
            to: 'scheduler.extraInitContainers',
            fromTpl: true,
            toTpl: true,
            position: 'after-own',
          },
          ...lists(
            ['webserver', 'apiServer', 'workers', 'triggerer', 'dagProcessor', 'flower'],
            'extraContainers',
            'extraInitContainers',
            { fromTpl: true, toTpl: true, position: 'after-own', hazards: ['unverified'] },
          ),
        ],
      },
    ],
  ),
  ...charts(
    'apache',
    ['https://apache.github.io/superset'],
    [
      {
        name: 'superset',
        source: 'apache/superset, helm/superset/templates/deployment.yaml at 00ee4588a9d2',
        note: 'With extraEnv the template writes env after the last init container. The default list waits for the database.',
        components: [
          {
            from: 'supersetNode.extraContainers',
            to: 'supersetNode.initContainers',
            toTpl: true,
            hazards: ['text-glue', 'default-inits'],
          },
          {
            from: 'supersetWorker.extraContainers',
            to: 'supersetWorker.initContainers',
            fromTpl: null,
            toTpl: null,
            hazards: ['text-glue', 'default-inits', 'unverified'],
          },
        ],
      },
    ],
  ),
  ...charts(
    'jupyterhub',
    ['https://hub.jupyter.org/helm-chart'],
    [
      {
        name: 'jupyterhub',
        source: 'jupyterhub/zero-to-jupyterhub-k8s, jupyterhub at 48ea50e34dad',
        note: 'KubeSpawner creates the pods of users from the singleuser lists; its Kubernetes client must know restart_policy.',
        components: [
          { from: 'hub.extraContainers', to: 'hub.initContainers' },
          { from: null, to: 'proxy.traefik.extraInitContainers', position: 'after-own' },
          {
            from: 'singleuser.extraContainers',
            to: 'singleuser.initContainers',
            fromTpl: null,
            toTpl: null,
            position: 'unknown',
            hazards: ['program'],
          },
        ],
      },
    ],
  ),
  ...charts(
    'kubeflow',
    ['https://kubeflow.github.io/spark-operator'],
    [
      {
        name: 'spark-operator',
        source:
          'kubeflow/spark-operator, charts/spark-operator-chart/templates/controller/deployment.yaml at 00899bc7e844',
        components: [...lists(['controller', 'webhook'], 'sidecars', null, { fromTpl: null })],
      },
    ],
  ),
  ...charts(
    'apache',
    ['https://downloads.apache.org/flink'],
    [
      {
        name: 'flink-kubernetes-operator',
        source: 'apache/flink-kubernetes-operator, helm/*/flink-operator.yaml at 1053e2698eec',
        note: 'No such keys.',
      },
    ],
  ),
  ...charts(
    'temporal',
    ['https://go.temporal.io/helm-charts', 'https://temporalio.github.io/helm-charts'],
    [
      {
        name: 'temporal',
        read: '1.6.0',
        source: 'temporalio/helm-charts, charts/temporal at e51b7344c9b2',
        note: 'Init containers of admintools also go to the schema Job.',
        components: [
          { from: null, to: 'admintools.additionalInitContainers' },
          { from: null, to: 'server.additionalInitContainers' },
          { from: null, to: 'web.additionalInitContainers' },
        ],
      },
    ],
  ),
  ...charts(
    'posthog',
    ['https://posthog.github.io/charts-clickhouse'],
    [
      {
        name: 'posthog',
        source: 'PostHog/charts-clickhouse, charts/posthog/templates/web-deployment.yaml',
        note: 'No such keys.',
      },
    ],
  ),
  ...charts(
    'dagster',
    ['https://dagster-io.github.io/helm'],
    [
      {
        name: 'dagster',
        source:
          'dagster-io/dagster, helm/dagster/templates/helpers/_deployment-webserver.tpl at 068394ffa6af',
        note: 'Before check-db-ready, which suits a proxy that the check needs.',
        components: [
          {
            from: 'dagsterWebserver.extraContainers',
            to: 'dagsterWebserver.extraPrependedInitContainers',
            position: 'before-own',
          },
          {
            from: 'dagsterDaemon.extraContainers',
            to: 'dagsterDaemon.extraPrependedInitContainers',
            fromTpl: null,
            toTpl: null,
            position: 'before-own',
          },
        ],
      },
    ],
  ),
  ...charts(
    'humansignal',
    ['https://charts.heartex.com'],
    [
      {
        name: 'label-studio',
        source: 'HumanSignal/charts, heartex/label-studio/templates/app-deployment.yaml:46-119',
        note: 'app.postMigrationInitContainers comes after the migrations.',
        components: [{ from: null, to: 'app.initContainers', toTpl: null, position: 'before-own' }],
      },
    ],
  ),
];
