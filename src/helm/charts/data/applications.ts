import type { Chart } from '../../../model/chart.js';
import { charts, lists } from '../row.js';

/** Everything else. */
export const APPLICATIONS_CHARTS: readonly Chart[] = [
  ...charts(
    'hashicorp',
    ['https://helm.releases.hashicorp.com'],
    [
      {
        name: 'vault',
        read: '0.34.1',
        source: 'hashicorp/vault-helm at aa1c92e4addd',
        components: [{ from: 'server.extraContainers', to: 'server.extraInitContainers' }],
      },
      {
        name: 'consul',
        read: '2.1.0-dev',
        source: 'hashicorp/consul-k8s, charts/consul at a507b1d1e306',
        components: [...lists(['client', 'server'], 'extraContainers', null)],
      },
    ],
  ),
  ...charts(
    'codecentric',
    ['https://codecentric.github.io/helm-charts'],
    [
      {
        name: 'keycloakx',
        read: '7.1.11',
        source: 'codecentric/helm-charts, charts/keycloakx at 57c2f8e06c91',
        note: 'values.schema.json accepts only text on both sides.',
        components: [
          {
            from: 'extraContainers',
            to: 'extraInitContainers',
            fromShape: 'string',
            fromTpl: true,
            toShape: 'string',
            toTpl: true,
            position: 'after-own',
            skippedBy: 'skipInitContainers',
          },
        ],
      },
      {
        name: 'keycloak',
        read: '18.10.0',
        source: 'codecentric/helm-charts, charts/keycloak at 57c2f8e06c91',
        note: 'values.schema.json accepts only text on both sides.',
        components: [
          {
            from: 'extraContainers',
            to: 'extraInitContainers',
            fromShape: 'string',
            fromTpl: true,
            toShape: 'string',
            toTpl: true,
            position: 'after-own',
            skippedBy: 'skipInitContainers',
          },
        ],
      },
    ],
  ),
  ...charts(
    'minio',
    ['https://charts.min.io'],
    [
      {
        name: 'minio',
        source: 'minio/minio, helm/minio/templates/statefulset.yaml',
        components: [
          { from: 'extraContainers', to: null, fromShape: 'list-or-string', fromTpl: true },
        ],
      },
    ],
  ),
  ...charts(
    'minio',
    ['https://operator.min.io'],
    [
      {
        name: 'tenant',
        source: 'minio/operator, not read',
        components: [
          {
            from: 'tenant.sideCars.containers',
            to: 'tenant.initContainers',
            fromTpl: null,
            toTpl: null,
            position: 'unknown',
            hazards: ['unverified'],
          },
        ],
      },
    ],
  ),
  ...charts(
    'nats',
    ['https://nats-io.github.io/k8s/helm/charts'],
    [
      {
        name: 'nats',
        source: 'nats-io/k8s, values.yaml podTemplate.merge/patch',
        note: 'Containers are added by patches of the rendered object.',
        components: [
          {
            from: 'podTemplate.merge.spec.containers',
            to: 'podTemplate.merge.spec.initContainers',
            fromShape: 'patch',
            fromTpl: null,
            toShape: 'patch',
            toTpl: null,
            position: 'unknown',
          },
        ],
      },
    ],
  ),
  ...charts(
    'dandydeveloper',
    ['https://dandydeveloper.github.io/charts'],
    [
      {
        name: 'redis-ha',
        read: '4.39.0',
        source: 'DandyDeveloper/charts, charts/redis-ha at 6224454507be',
        components: [{ from: 'extraContainers', to: 'extraInitContainers', position: 'after-own' }],
      },
    ],
  ),
  ...charts(
    'stakater',
    ['https://stakater.github.io/stakater-charts'],
    [
      {
        name: 'application',
        read: '9.2.0',
        source: 'stakater/application, application at 7d4cbbbeb0f1',
        note: 'The target is a map keyed by name, whose template actions are evaluated. Jobs have their own lists.',
        components: [
          {
            from: 'deployment.additionalContainers',
            to: 'deployment.initContainers',
            fromShape: 'list-or-map',
            toShape: 'map',
            toTpl: true,
          },
        ],
      },
    ],
  ),
  ...charts(
    'helm',
    [],
    [
      {
        name: 'created-by-helm',
        source:
          'helm/helm, helm create (3.x): deployment.yaml has one container, no extra/init keys',
        note: 'The chart that helm create makes has no such keys.',
      },
    ],
  ),
  ...charts(
    'vmware-tanzu',
    ['https://vmware-tanzu.github.io/helm-charts'],
    [
      {
        name: 'velero',
        read: '12.1.0',
        source: 'vmware-tanzu/helm-charts, charts/velero at 73466ca986bb',
        notContainers: ['containers'],
        note: 'It takes init containers (its plug-ins), but no other containers.',
        components: [
          { from: null, to: 'initContainers', toShape: 'list-or-string', toTpl: 'text' },
        ],
      },
    ],
  ),
  ...charts(
    'external-secrets',
    ['https://charts.external-secrets.io'],
    [
      {
        name: 'external-secrets',
        read: '2.9.0',
        source: 'external-secrets/external-secrets, deploy/charts/external-secrets at cc5bfbc2234a',
        note: 'Template actions are evaluated in init containers, but not in sidecars.',
        components: [{ from: 'extraContainers', to: 'extraInitContainers', toTpl: true }],
      },
    ],
  ),
  ...charts(
    'nano-byte',
    ['https://nano-byte.github.io/helm-charts'],
    [
      {
        name: 'generic-service',
        source:
          'nano-byte/helm-charts, charts/generic-service/templates/controller.yaml:477-512 at 836035e',
        switches: [
          {
            at: '',
            container: 'sidecars',
            image: '',
            madeBy: null,
            sets: [{ key: 'launchSidecarFirst', value: true }],
            since: '1.14.0',
            ends: null,
            says: 'all sidecars of the list are native then',
          },
        ],
        components: [{ from: 'sidecars', to: null, fromTpl: null }],
      },
    ],
  ),
  ...charts(
    'keephq',
    ['https://keephq.github.io/helm-charts'],
    [
      {
        name: 'keep',
        read: '0.1.93',
        source: 'keephq/helm-charts, charts/keep at 8aca8cd484fb, and PR #180',
        note: 'Init containers of the backend are copied field by field; before pull request 180 without restartPolicy.',
        components: [{ from: 'frontend.extraContainers', to: null }],
      },
    ],
  ),
  ...charts(
    'gimlet',
    ['https://chart.onechart.dev'],
    [
      {
        name: 'onechart',
        source: 'gimlet-io/onechart, PR #150 (open)',
        note: 'The template copies the fields that it names; restartPolicy is not among them (pull request 150).',
        components: [
          {
            from: 'sidecars',
            to: 'initContainers',
            fromShape: 'unknown',
            fromTpl: null,
            toTpl: null,
            passes: false,
          },
        ],
      },
    ],
  ),
  ...charts(
    'zalando',
    ['https://opensource.zalando.com/postgres-operator/charts/postgres-operator'],
    [
      {
        name: 'postgresql-resource',
        source: 'zalando/postgres-operator, manifests/complete-postgres-manifest.yaml:188-192',
        note: 'A custom resource: its operator creates the pods.',
        components: [
          {
            from: 'spec.sidecars',
            to: 'spec.initContainers',
            fromTpl: null,
            toTpl: null,
            position: 'unknown',
            hazards: ['unverified'],
          },
        ],
      },
    ],
  ),
];
