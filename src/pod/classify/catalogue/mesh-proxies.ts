import { dual, endsBy, endsWith, families } from './family.js';

/** What a mesh puts before an application. */
export const MESH_PROXIES = families('mesh-proxy', [
  [
    'istio-proxy',
    ['istio/proxyv2', 'proxyv2', 'mesh/proxyv2', 'asm/proxyv2'],
    ['istio-proxy'],
    'istio.io docs, ops/deployment/architecture',
    {
      programs: ['pilot-agent'],
      modes: [
        // istio.io docs, reference/commands/pilot-agent
        { becomes: 'other', sub: ['proxy router'] },
        { becomes: 'other', sub: ['proxy'], word: ['router'] },
        endsBy('istio-iptables', 'istio-clean-iptables', 'wait', 'request', 'version'),
      ],
    },
  ],
  [
    'linkerd-proxy',
    ['linkerd/proxy', 'linkerd-io/proxy'],
    ['linkerd-proxy'],
    'linkerd.io docs, reference/architecture',
    { programs: ['linkerd2-proxy', 'linkerd-proxy', 'linkerd2-proxy-run'] },
  ],
  [
    'consul-dataplane',
    ['consul-dataplane'],
    ['consul-dataplane'],
    'hashicorp/consul-dataplane README',
  ],
  [
    'consul-envoy',
    ['consul-envoy', 'consul-k8s-control-plane-sidecar'],
    ['consul-connect-envoy-sidecar', 'consul-sidecar'],
    'hashicorp/consul-k8s docs, connect',
    { programs: ['envoy', 'consul-k8s-control-plane'], modes: [endsBy('connect-init')] },
  ],
  [
    'kuma-dp',
    ['kuma-dp', 'kong/kuma-dp'],
    ['kuma-sidecar', 'kuma-dp'],
    'kumahq/kuma docs, production/dp-config',
    {
      modes: [
        { becomes: 'other', word: ['--proxy-type=ingress', '--proxy-type=egress'] },
        { becomes: 'other', env: ['KUMA_DATAPLANE_PROXY_TYPE', /^(?:in|e)gress$/] },
      ],
    },
  ],
  [
    'appmesh-envoy',
    ['aws-appmesh-envoy'],
    [],
    'aws/aws-app-mesh-controller-for-k8s docs',
    {
      programs: ['envoy'],
      modes: [
        // docs.aws.amazon.com app-mesh, virtual gateways
        { becomes: 'other', env: ['APPMESH_RESOURCE_ARN', /virtualGateway/] },
        { becomes: 'other', env: ['APPMESH_VIRTUAL_NODE_NAME', /virtualGateway/] },
      ],
    },
  ],
  [
    'dapr',
    ['daprio/daprd', 'daprd', 'dapr/daprd'],
    ['daprd'],
    'docs.dapr.io concepts/dapr-services/sidecar',
    { programs: ['daprd'] },
  ],
  [
    'queue-proxy',
    ['queue-proxy', 'serving/cmd/queue'],
    ['queue-proxy'],
    'knative/serving cmd/queue',
  ],
  [
    'ghostunnel',
    ['ghostunnel', 'square/ghostunnel', 'ghostunnel/ghostunnel'],
    ['ghostunnel'],
    'ghostunnel/ghostunnel README',
  ],
  ['mosn', ['mosnio/mosn', 'mosn'], ['mosn'], 'mosn/mosn README', { nature: dual('front') }],
  [
    'skupper-router',
    ['skupper/skupper-router', 'skupper-router'],
    [],
    'skupper.io docs, the router of a site is a Deployment of its own',
    { nature: dual('never'), programs: ['skrouterd'] },
  ],
  [
    'envoy',
    ['envoyproxy/envoy', 'envoy', 'envoy-alpine', 'envoy-distroless', 'cilium-envoy', 'pipy'],
    ['envoy', 'envoy-proxy', 'envoy-sidecar'],
    'envoyproxy.io docs, start/sandboxes/front_proxy; operations/cli',
    {
      nature: dual('front'),
      modes: [
        { becomes: 'ends', word: ['--mode=validate', 'validate', '--mode=init_only', 'init_only'] },
        endsWith('version', 'hot-restart-version'),
      ],
    },
  ],
]);
