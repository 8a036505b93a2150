import { dual, endsBy, endsWith, families } from './family.js';

/** Servers that pass requests on: beside an application, before a group of them, or as one. */
export const TRAFFIC_PROXIES = families(
  'traffic-proxy',
  [
    [
      'nginx',
      ['nginx', 'nginx-unprivileged', 'nginxinc/nginx-unprivileged', 'openresty', 'angie'],
      ['nginx', 'nginx-proxy', 'nginx-sidecar'],
      'nginx.org docs, http_proxy_module; hub.docker.com nginx',
      {
        programs: ['nginx', 'openresty', 'nginx-debug', 'angie'],
        listens: [80],
        modes: [{ becomes: 'ends', word: ['-t', '-T', '-v', '-V'] }],
      },
    ],
    [
      'haproxy',
      ['haproxy', 'haproxytech/haproxy-alpine', 'haproxytech/haproxy-debian'],
      ['haproxy', 'haproxy-sidecar'],
      'haproxy.org docs, intro; management guide, options',
      { modes: [endsWith('c', 'vv', 'v')] },
    ],
    [
      'stunnel',
      ['stunnel', 'dweomer/stunnel', 'redis-stunnel', 'stunnel4'],
      ['stunnel', 'stunnel-sidecar', 'redis-stunnel'],
      'stunnel.org manual, client mode',
      { programs: ['stunnel', 'stunnel4'] },
    ],
    [
      'squid',
      ['squid', 'ubuntu/squid', 'sameersbn/squid'],
      ['squid', 'squid-proxy'],
      'squid-cache.org docs, forward proxy',
    ],
    [
      'traefik',
      ['traefik', 'library/traefik', 'traefik/traefik'],
      ['traefik', 'traefik-sidecar'],
      'doc.traefik.io, getting-started',
      { modes: [endsBy('version', 'healthcheck')], listens: [80] },
    ],
    [
      'caddy',
      ['caddy', 'library/caddy'],
      ['caddy', 'caddy-sidecar'],
      'caddyserver.com docs, command-line',
      {
        listens: [80, 443],
        modes: [endsBy('validate', 'adapt', 'fmt', 'hash-password', 'version', 'reload', 'stop')],
      },
    ],
    [
      'tinyproxy',
      ['tinyproxy', 'vimagick/tinyproxy'],
      ['tinyproxy'],
      'tinyproxy.github.io, forward proxy',
    ],
    ['privoxy', ['privoxy'], ['privoxy'], 'privoxy.org user manual'],
    [
      'tor',
      ['dperson/torproxy', 'torproxy', 'tor-simple', 'osminogin/tor-simple', 'tor-socks-proxy'],
      ['tor-proxy', 'torproxy'],
      'tor(1); dperson/torproxy README',
      { programs: ['tor'] },
    ],
    [
      'dante',
      ['dante-server', 'socks5-server', 'go-socks5-proxy'],
      ['socks5-proxy', 'socks-proxy'],
      'inet.no dante docs; serjs/socks5-server README',
      { programs: ['sockd', 'danted'] },
    ],
    [
      'varnish',
      ['varnish', 'library/varnish'],
      ['varnish'],
      'varnish-cache.org docs, varnishd',
      { programs: ['varnishd'], listens: [80], modes: [endsWith('C', 'V')] },
    ],
    [
      'socat',
      ['socat', 'alpine/socat'],
      ['socat', 'socat-proxy'],
      'dest-unreach.org socat; hub.docker.com alpine/socat',
      { bare: 'ends' },
    ],
    [
      'grpc-web-proxy',
      ['grpcwebproxy', 'grpc-web-proxy', 'grpcweb/prereqs'],
      ['grpcwebproxy', 'grpc-web-proxy', 'grpc-web'],
      'improbable-eng/grpc-web go/grpcwebproxy README',
    ],
    [
      'kubectl-proxy',
      ['kubectl', 'kubectl-proxy', 'bitnami/kubectl', 'rancher/kubectl', 'alpine/k8s', 'hyperkube'],
      ['kubectl-proxy'],
      'kubernetes.io docs, tasks/extend-kubernetes/http-proxy-access-api',
      {
        nature: dual('sure'),
        programs: ['kubectl', 'kubectl-proxy'],
        modes: [
          { becomes: 'runs', sub: ['proxy', 'port-forward'] },
          endsBy(
            'apply',
            'create',
            'delete',
            'patch',
            'rollout',
            'cp',
            'annotate',
            'label',
            'wait',
          ),
          endsBy('scale', 'replace', 'set', 'drain', 'cordon', 'version', 'taint', 'run', 'config'),
        ],
        otherwise: 'other',
      },
    ],
  ],
  dual('front'),
);
