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
    { nature: dual('front'), programs: ['wg-quick', 'wireguard'] },
  ],
  [
    'openvpn-client',
    ['openvpn-client', 'dperson/openvpn-client', 'ghcr.io/wfg/openvpn-client'],
    ['openvpn-client', 'openvpn'],
    'dperson/openvpn-client README',
    { programs: ['openvpn', 'openvpn-client'] },
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
