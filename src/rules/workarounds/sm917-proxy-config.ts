import { informing, rule } from '../define.js';

export const proxyConfig = rule({
  code: 'SM917',
  title: 'annotations about the start order of the Istio proxy',
  sources: ['istio/istio#45959'],
  effects: ['informs'],
  harm: 'Annotations that order the start or the stop of the Istio proxy are obsolete once the proxy is native.',
  seen: 'proxy.istio.io/config.',
  fix: 'Keep them until then.',
  check: informing(({ pod }) =>
    /holdApplicationUntilProxyStarts|EXIT_ON_ZERO_ACTIVE_CONNECTIONS|MINIMUM_DRAIN_DURATION|terminationDrainDuration/.test(
      JSON.stringify(pod.podAnnotations['proxy.istio.io/config'] ?? ''),
    )
      ? 'proxy.istio.io/config orders the start or the stop of the Istio proxy, which a native one no longer needs'
      : null,
  ),
});
