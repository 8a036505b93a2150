import { rowFor } from '../../manifest/kinds/kinds.js';
import { blocks, rule, warns } from '../define.js';

/** Signs in a pod's annotations that a mesh wrote its proxy into this file. */
const INJECTED: readonly (readonly [annotation: string, mesh: string])[] = [
  ['sidecar.istio.io/status', 'Istio'],
  ['linkerd.io/proxy-version', 'Linkerd'],
  ['linkerd.io/created-by', 'Linkerd'],
  ['kuma.io/sidecar-injected', 'Kuma'],
  ['consul.hashicorp.com/connect-inject-status', 'Consul'],
];

const MESH_PROXIES: ReadonlySet<string> = new Set([
  'istio-proxy',
  'linkerd-proxy',
  'kuma-sidecar',
  'consul-dataplane',
  'consul-connect-envoy-sidecar',
]);

/** An entry that is merged into an operator's or an injector's own container is no container. */
export const ownName = rule({
  code: 'SM605',
  title: 'a container that an operator or an injector creates',
  sources: [
    'prometheus-operator pkg/prometheus MergePatchContainers',
    'istio/istio pkg/kube/inject',
  ],
  effects: ['blocks', 'warns'],
  absolute: true,
  harm: 'An entry with the name of a container that an operator or a mesh creates changes that container; it is not a container of its own.',
  seen: 'Names that operators and injectors use, and annotations that injectors add.',
  fix: 'Enable native sidecars in the mesh and inject again; leave entries for operators where they are.',
  before: `containers:
- name: istio-proxy
  image: auto`,
  after: '# values of istiod: ENABLE_NATIVE_SIDECARS: true',
  check: ({ pod, container, settings }) => {
    const { apiVersion, kind } = pod.workload;
    const row = rowFor(apiVersion, kind, settings.customKinds);
    const { operated } = pod;
    if ([...(row?.ownNames ?? []), ...(operated?.ownNames ?? [])].includes(container.name))
      return blocks(
        `${container.name} changes the container of that name that the operator of ${kind} creates; it is not a container of its own`,
        'leave it where it is',
      );
    // What a mesh makes by the values of its chart is not written here: a switch of it is set (SM533).
    const isSwitched = pod.values?.switched != null;
    if (isSwitched || !MESH_PROXIES.has(container.name)) return [];
    const injected = INJECTED.find(([annotation]) => Object.hasOwn(pod.podAnnotations, annotation));
    const mesh = injected?.[1] ?? (container.image === 'auto' ? 'Istio' : null);
    if (mesh === null)
      return warns(
        `${container.name} is the name that an injector gives its proxy; if this proxy was injected, the mesh manages it`,
        'enable native sidecars in the mesh and inject again, or accept SM605 if you wrote the container yourself',
      );
    return blocks(
      `${container.name} was written by the injector of ${mesh}, or is completed by it`,
      `enable native sidecars in ${mesh} and inject again`,
    );
  },
});
