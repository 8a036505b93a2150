import { dual, endsWith, families } from './family.js';

/**
 * What answers names: for a network as often as for the one pod whose `dnsConfig` points at localhost,
 * so that only such a pod makes it a sidecar.
 */
export const DNS_RESOLVERS = families(
  'dns-resolver',
  [
    [
      'dnsmasq',
      [
        'dnsmasq',
        'jpillora/dnsmasq',
        'andyshinn/dnsmasq',
        'k8s-dns-dnsmasq-nanny',
        'dnsmasq-nanny',
      ],
      ['dnsmasq'],
      'thekelleys.org.uk dnsmasq(8), a forwarder and cache for one host',
      { answers: [53], modes: [endsWith('test', 'version', 'v', 'help', 'w')] },
    ],
    [
      'coredns',
      ['coredns/coredns', 'coredns'],
      ['coredns'],
      'coredns.io manual, plugins cache and forward',
      { answers: [53], modes: [endsWith('plugins', 'version')] },
    ],
    [
      'node-local-dns',
      ['dns/k8s-dns-node-cache', 'k8s-dns-node-cache', 'node-cache'],
      ['node-cache', 'node-local-dns'],
      'kubernetes.io docs, nodelocaldns',
      { answers: [53], programs: ['node-cache'] },
    ],
    [
      'unbound',
      ['unbound', 'klutchell/unbound', 'mvance/unbound', 'alpinelinux/unbound'],
      ['unbound'],
      'nlnetlabs.nl unbound(8), a caching resolver',
      { answers: [53] },
    ],
    [
      'dnscrypt-proxy',
      ['dnscrypt-proxy', 'klutchell/dnscrypt-proxy', 'dnscrypt-proxy-2'],
      ['dnscrypt-proxy'],
      'DNSCrypt/dnscrypt-proxy wiki',
      { answers: [53], modes: [endsWith('check', 'list', 'resolve', 'version')] },
    ],
    [
      'dnsproxy',
      ['adguard/dnsproxy', 'dnsproxy'],
      ['dnsproxy'],
      'AdguardTeam/dnsproxy README',
      { answers: [53], modes: [endsWith('version', 'help')] },
    ],
    [
      'stubby',
      ['stubby', 'yegor256/stubby', 'getdnsapi/stubby'],
      ['stubby'],
      'dnsprivacy.org, Stubby',
      { answers: [53] },
    ],
    [
      'named',
      [
        'bind9',
        'ubuntu/bind9',
        'internetsystemsconsortium/bind9',
        'pdns-recursor',
        'knot-resolver',
      ],
      ['named', 'bind9'],
      'bind9.readthedocs.io; doc.powerdns.com recursor; knot-resolver.cz docs',
      { answers: [53], programs: ['named', 'pdns_recursor', 'kresd'] },
    ],
  ],
  dual('never'),
);
