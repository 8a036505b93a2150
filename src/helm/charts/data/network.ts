import type { Chart } from '../../../model/chart.js';
import { charts } from '../row.js';

/** Networks, proxies and meshes. */
export const NETWORK_CHARTS: readonly Chart[] = [
  ...charts(
    'traefik',
    ['https://traefik.github.io/charts', 'oci://ghcr.io/traefik/helm'],
    [
      {
        name: 'traefik',
        read: '41.3.0',
        source: 'traefik/traefik-helm-chart, traefik at a8a66d009870',
        closed: true,
        components: [{ from: 'deployment.additionalContainers', to: 'deployment.initContainers' }],
      },
    ],
  ),
  ...charts(
    'kubernetes',
    ['https://kubernetes.github.io/ingress-nginx'],
    [
      {
        name: 'ingress-nginx',
        source:
          'kubernetes/ingress-nginx, charts/ingress-nginx/templates/controller-deployment.yaml:188-194 (mirror HEAD)',
        note: 'Template actions are evaluated in init containers, but not in sidecars.',
        components: [
          {
            from: 'controller.extraContainers',
            to: 'controller.extraInitContainers',
            toTpl: true,
            position: 'before-own',
          },
        ],
      },
    ],
  ),
  ...charts(
    'jetstack',
    ['https://charts.jetstack.io', 'oci://quay.io/jetstack/charts'],
    [
      {
        name: 'cert-manager',
        source:
          'cert-manager/cert-manager, deploy/charts/cert-manager/templates/deployment.yaml (stored old version)',
        note: 'No such keys in the version that was read.',
      },
    ],
  ),
  ...charts(
    'kubernetes-sigs',
    ['https://kubernetes-sigs.github.io/external-dns'],
    [
      {
        name: 'external-dns',
        read: '1.21.1',
        source: 'kubernetes-sigs/external-dns, charts/external-dns at 2bf1bf8af2b7',
        note: 'The webhook of a provider is added by the chart.',
        components: [{ from: 'extraContainers', to: 'initContainers' }],
      },
    ],
  ),
  ...charts(
    'cilium',
    ['https://helm.cilium.io'],
    [
      {
        name: 'cilium',
        source: 'cilium/cilium, stored versions are partial; not scanned',
        note: 'The agent is a DaemonSet in the host network.',
        components: [
          {
            from: 'extraContainers',
            to: 'extraInitContainers',
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
    'istio',
    ['https://istio-release.storage.googleapis.com/charts'],
    [
      {
        name: 'gateway',
        read: '1.0.0',
        source: 'istio/istio, manifests/charts/gateway at 86c9f01fd735',
        note: 'The injector decides about the proxy: ENABLE_NATIVE_SIDECARS of istiod, or the annotation sidecar.istio.io/nativeSidecar.',
        components: [{ from: 'additionalContainers', to: 'initContainers' }],
      },
      {
        name: 'istiod',
        source:
          'istio/istio, manifests/charts/istio-control/istio-discovery/files/injection-template.yaml:29-193',
        switches: [
          {
            at: 'env',
            container: 'istio-proxy',
            image: 'docker.io/istio/proxyv2',
            madeBy: null,
            sets: [{ key: 'ENABLE_NATIVE_SIDECARS', value: 'true', or: ['auto'] }],
            since: null,
            ends: null,
            says: 'for every pod in the mesh; auto by default, profiles 1.25 and 1.26 set it to false',
          },
        ],
        components: [{ from: null, to: 'initContainers', toTpl: true }],
      },
      {
        name: 'istio-ingress',
        source:
          'istio/istio, manifests/charts/gateways/istio-ingress/templates/deployment.yaml:263',
        components: [
          { from: 'gateways.istio-ingressgateway.additionalContainers', to: null, fromTpl: null },
        ],
      },
    ],
  ),
  ...charts(
    'linkerd',
    ['https://helm.linkerd.io/edge', 'https://helm.linkerd.io/stable'],
    [
      {
        name: 'linkerd-control-plane',
        source: 'linkerd/linkerd2, charts/linkerd-control-plane/values.yaml:255',
        switches: [
          {
            at: 'proxy',
            container: 'linkerd-proxy',
            image: 'cr.l5d.io/linkerd/proxy',
            madeBy: null,
            sets: [{ key: 'nativeSidecar', value: true }],
            since: null,
            ends: null,
            says: 'for every pod in the mesh; the default in the version that was read',
          },
        ],
      },
    ],
  ),
  ...charts(
    'oauth2-proxy',
    ['https://oauth2-proxy.github.io/manifests'],
    [
      {
        name: 'oauth2-proxy',
        read: '10.7.0',
        source: 'oauth2-proxy/manifests, helm/oauth2-proxy at fe328b0b3fca',
        notContainers: ['initContainers'],
        note: 'initContainers is a map of settings.',
        components: [
          { from: 'extraContainers', to: 'extraInitContainers', position: 'before-own' },
        ],
      },
    ],
  ),
  ...charts(
    'kong',
    ['https://charts.konghq.com'],
    [
      {
        name: 'kong',
        read: '3.4.1',
        source: 'Kong/charts, charts/kong at e76b80031abf',
        note: 'deployment.initContainers also goes to the migration Jobs.',
        components: [
          {
            from: 'deployment.sidecarContainers',
            to: 'deployment.initContainers',
            position: 'after-own',
            fanOut: [
              'templates/migrations-post-upgrade.yaml',
              'templates/migrations-pre-upgrade.yaml',
              'templates/migrations.yaml',
            ],
            hazards: ['fan-out'],
          },
          {
            from: 'migrations.sidecarContainers',
            to: 'deployment.initContainers',
            fanOut: ['templates/deployment.yaml'],
            hazards: ['fan-out'],
          },
        ],
      },
    ],
  ),
  ...charts(
    'sapcc',
    [],
    [
      {
        name: 'proxysql',
        source: 'sapcc/helm-charts, PR sapcc/helm-charts#8808',
        note: 'proxysql.native_sidecar: true makes its sidecar native.',
      },
    ],
  ),
  ...charts(
    'kubernetes-sigs',
    ['https://kubernetes-sigs.github.io/aws-ebs-csi-driver'],
    [
      {
        name: 'aws-ebs-csi-driver',
        source: 'kubernetes-sigs/aws-ebs-csi-driver, values: sidecars is a map of settings',
        notContainers: ['sidecars'],
        note: 'sidecars is a map of settings of containers that the chart adds.',
      },
    ],
  ),
];
