import { dual, endsBy, endsWith, families } from './family.js';

/** What gives a pod a way out, or a way in. */
export const TUNNELS = families('tunnel', [
  [
    'gluetun',
    ['qmcgaw/gluetun', 'qdm12/gluetun', 'gluetun'],
    ['gluetun', 'vpn-gluetun'],
    'qdm12/gluetun-wiki setup/advanced/kubernetes',
    {
      programs: ['gluetun-entrypoint', 'gluetun'],
      modes: [endsBy('healthcheck', 'clientkey', 'openvpnconfig', 'update', 'format-servers')],
    },
  ],
  [
    'gluetun-port-manager',
    ['gluetun-qbittorrent-port-manager', 'gluetun-qbittorrent-port-forwarder', 'qsticky'],
    ['gluetun-port-manager', 'qbittorrent-port-manager', 'port-forward-sync'],
    'SnoringDragon/gluetun-qbittorrent-port-manager',
  ],
  ['deunhealth', ['qmcgaw/deunhealth', 'deunhealth'], ['deunhealth'], 'qdm12/deunhealth README'],
  [
    'tailscale',
    ['tailscale/tailscale', 'tailscale'],
    ['tailscale', 'ts-sidecar', 'tailscaled', 'tailscale-sidecar'],
    'tailscale/tailscale docs/k8s',
    {
      nature: dual('sure'),
      programs: ['containerboot', 'tailscaled', 'tailscale'],
      modes: [
        endsBy(
          'up',
          'down',
          'set',
          'login',
          'logout',
          'ssh',
          'file',
          'cert',
          'status',
          'ping',
          'ip',
        ),
      ],
    },
  ],
  [
    'cloudflared',
    ['cloudflare/cloudflared', 'cloudflared'],
    ['cloudflared', 'cloudflare-tunnel'],
    'developers.cloudflare.com cloudflare-one, kubernetes as a sidecar',
    {
      nature: dual('sure'),
      modes: [
        endsBy('tunnel create', 'tunnel route', 'tunnel login', 'tunnel delete', 'tunnel list'),
        endsBy('tunnel token', 'tunnel info', 'tunnel cleanup', 'login', 'version', 'update'),
      ],
      bare: 'ends',
    },
  ],
  [
    'wireguard',
    ['linuxserver/wireguard', 'wireguard', 'wireguard-client'],
    ['wireguard', 'wireguard-client'],
    'linuxserver/docker-wireguard README, client mode and server mode',
    {
      nature: dual('front'),
      programs: ['wg-quick', 'wireguard'],
      // linuxserver/docker-wireguard README: PEERS makes it a server.
      modes: [{ becomes: 'other', env: ['PEERS', /\S/] }],
    },
  ],
  [
    'openvpn-client',
    ['openvpn-client', 'dperson/openvpn-client', 'ghcr.io/wfg/openvpn-client'],
    ['openvpn-client', 'openvpn'],
    'dperson/openvpn-client README',
    { programs: ['openvpn', 'openvpn-client'] },
  ],
  [
    'vpn-client',
    [
      ...['bubuntux/nordlynx', 'nordlynx', 'bubuntux/nordvpn', 'nordvpn', 'azinchen/nordvpn'],
      ...['protonwire', 'protonvpn', 'docker-wireguard-pia', 'thrnz/docker-wireguard-pia'],
      ...['wireproxy', 'pufferffish/wireproxy', 'mullvadvpn', 'surfshark', 'wireguard-socks-proxy'],
    ],
    ['nordlynx', 'nordvpn', 'protonwire', 'protonvpn', 'mullvad'],
    'bubuntux/nordlynx README; tprasadtp/protonvpn-docker README; pufferffish/wireproxy README',
    { nature: dual('sure'), programs: ['protonwire', 'wireproxy'] },
  ],
  [
    'overlay-network',
    ['zyclonite/zerotier', 'zerotier/zerotier', 'zerotier-one', 'netbirdio/netbird', 'netbird'],
    ['zerotier', 'netbird'],
    'zyclonite/zerotier-docker README; docs.netbird.io, docker',
    {
      nature: dual('sure'),
      programs: ['zerotier-one', 'netbird'],
      modes: [endsBy('status', 'down', 'ssh', 'version', 'login')],
    },
  ],
  [
    'iap-tunnel',
    [],
    ['iap-tunnel'],
    'cloud.google.com sdk docs, gcloud compute start-iap-tunnel',
    {
      nature: dual('sure'),
      programs: ['gcloud'],
      modes: [
        {
          becomes: 'runs',
          sub: ['compute start-iap-tunnel', 'beta compute', 'alpha compute'],
          word: ['start-iap-tunnel'],
        },
      ],
      otherwise: 'other',
    },
  ],
  [
    'brokered-tunnel',
    ['hashicorp/boundary'],
    [],
    'developer.hashicorp.com boundary, commands/connect: a port on localhost for a session',
    {
      nature: dual('sure'),
      programs: ['boundary'],
      modes: [
        { becomes: 'other', sub: ['connect'], flag: ['exec'] },
        { becomes: 'runs', sub: ['connect', 'connect postgres', 'connect http', 'connect ssh'] },
      ],
      otherwise: 'other',
    },
  ],
  [
    'openconnect',
    ['openconnect', 'openconnect-client', 'vpnc'],
    ['openconnect', 'openconnect-client'],
    'infradead.org openconnect manual',
    { nature: dual('sure') },
  ],
  [
    'warp',
    ['caomingjun/warp', 'cloudflare-warp'],
    ['warp'],
    'cmj2002/warp-docker README',
    { nature: dual('sure') },
  ],
  [
    'ngrok',
    ['ngrok/ngrok', 'ngrok', 'wernight/ngrok'],
    ['ngrok'],
    'ngrok.com docs, using-ngrok-with k8s',
    { nature: dual('sure'), modes: [endsBy('config', 'authtoken', 'version', 'update', 'api')] },
  ],
  [
    'inlets',
    ['inlets/inlets', 'inlets-pro', 'inlets'],
    ['inlets', 'inlets-client'],
    'inlets/inlets docs',
    {
      nature: dual('sure'),
      programs: ['inlets', 'inlets-pro'],
      // The exit server of a tunnel is reached by others.
      modes: [
        { becomes: 'other', sub: ['server', 'http server', 'tcp server'] },
        endsBy('version', 'status'),
      ],
    },
  ],
  [
    'chisel',
    ['jpillora/chisel'],
    [],
    'jpillora/chisel README',
    {
      nature: dual('sure'),
      modes: [
        { becomes: 'runs', sub: ['client'] },
        { becomes: 'other', sub: ['server'] },
      ],
      bare: 'ends',
    },
  ],
  [
    'ssh-tunnel',
    [
      'autossh',
      'jnovack/autossh',
      'alpine-autossh',
      'ssh-tunnel',
      'kroniak/ssh-client',
      'docker-ssh-tunnel',
    ],
    ['ssh-tunnel', 'autossh', 'ssh-proxy', 'ssh-tunnel-sidecar', 'db-tunnel'],
    'jnovack/autossh README; ssh(1), -N and -L',
    { nature: dual('sure'), programs: ['autossh', 'ssh'] },
  ],
  [
    'frp-client',
    ['snowdreamtech/frpc', 'fatedier/frpc', 'frpc'],
    ['frpc', 'frp-client'],
    'fatedier/frp README, client',
    { nature: dual('sure'), modes: [endsBy('reload', 'status', 'verify', 'stop')] },
  ],
  [
    'wstunnel',
    ['erebe/wstunnel', 'wstunnel'],
    ['wstunnel'],
    'erebe/wstunnel README',
    { nature: dual('sure'), modes: [{ becomes: 'other', sub: ['server'] }] },
  ],
  [
    'aws-ssm-agent',
    ['amazon-ssm-agent', 'ssm-agent'],
    ['ssm-agent', 'amazon-ssm-agent'],
    'aws/amazon-ssm-agent README',
    { nature: dual('sure'), modes: [endsWith('register', 'version')] },
  ],
  [
    'twingate-connector',
    ['twingate/connector'],
    ['twingate-connector'],
    'twingate.com docs, connector deployment',
    { nature: dual('never') },
  ],
]);
