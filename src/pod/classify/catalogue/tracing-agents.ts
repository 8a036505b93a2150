import { dual, endsWith, families } from './family.js';

/** What takes the traces of an application. */
export const TRACING_AGENTS = families('tracing-agent', [
  [
    'jaeger-agent',
    ['jaegertracing/jaeger-agent', 'jaeger-agent'],
    ['jaeger-agent'],
    'jaegertracing.io docs 1.x, deployment/kubernetes, sidecar',
    { programs: ['agent-linux', 'jaeger-agent'] },
  ],
  [
    'xray-daemon',
    ['aws-xray-daemon', 'xray-daemon', 'xray/aws-xray-daemon'],
    ['xray-daemon', 'xray', 'aws-xray-daemon', 'xray-sidecar'],
    'aws/aws-xray-daemon README',
    { programs: ['xray', 'xray-daemon'], modes: [endsWith('version')] },
  ],
  [
    'zipkin-agent',
    ['zipkin-gcp', 'stackdriver-zipkin-collector', 'zipkin-agent'],
    ['zipkin-agent'],
    'openzipkin/zipkin-gcp README',
    { nature: dual('never') },
  ],
  [
    'lightstep-satellite',
    [
      'lightstep/collector',
      'lightstep/microsatellite',
      'honeycomb-kubernetes-agent',
      'honeycombio/refinery',
    ],
    [],
    'docs.lightstep.com satellites; honeycombio/refinery README: workloads of their own',
    { nature: dual('never') },
  ],
  [
    'signalfx-agent',
    ['signalfx-agent', 'signalfx/signalfx-agent'],
    ['signalfx-agent'],
    'signalfx/signalfx-agent docs',
    { nature: dual('sure') },
  ],
  [
    'wavefront-proxy',
    ['wavefronthq/proxy', 'wavefront-proxy', 'tanzu-observability/proxy'],
    ['wavefront-proxy'],
    'wavefrontHQ/wavefront-proxy README: mostly a workload of its own',
    { nature: dual('front') },
  ],
  [
    'beyla',
    ['grafana/beyla', 'beyla', 'otel/ebpf-instrument', 'opentelemetry-ebpf-instrumentation'],
    ['beyla', 'autoinstrument'],
    'grafana.com beyla setup/kubernetes, sidecar',
  ],
]);
