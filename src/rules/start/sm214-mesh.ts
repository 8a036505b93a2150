import type { Pod } from '../../model/pod.js';
import type { RuleSettings } from '../../model/rule.js';
import { callsIn, handlerProgram, probeOf } from '../../pod/facts/programs.js';
import { rule } from '../define.js';
import { isOlder } from '../version.js';

interface Mesh {
  readonly name: string;
  /** Key in the environment of the config. */
  readonly tool: string;
  /** The first release whose proxy is native by default, or null where none is. */
  readonly native: string | null;
  readonly marks: readonly string[];
  /** An annotation that makes the proxy of this pod native. */
  readonly opts: RegExp;
}

const MESHES: readonly Mesh[] = [
  {
    name: 'Istio',
    tool: 'istio',
    native: '1.27',
    marks: ['sidecar.istio.io/inject', 'istio-injection', 'istio.io/rev'],
    opts: /^sidecar\.istio\.io\/nativeSidecar$/,
  },
  {
    name: 'Linkerd',
    tool: 'linkerd',
    native: '2.20',
    marks: ['linkerd.io/inject'],
    opts: /^config(?:\.alpha|\.beta)?\.linkerd\.io\/proxy-enable-native-sidecar$/,
  },
  { name: 'Kuma', tool: 'kuma', native: null, marks: ['kuma.io/sidecar-injection'], opts: /^$/ },
];

/** Behind a proxy that is not native yet, the sidecar starts before its network works. */
export const mesh = rule({
  code: 'SM214',
  title: 'a mesh proxy that starts later',
  sources: [
    'istio.io docs setup/additional-setup/cni',
    'istio/istio#45959',
    'linkerd.io docs features/native-sidecars',
  ],
  effects: ['blocks', 'warns', 'note'],
  harm: 'A mesh proxy that is not a native sidecar starts after this sidecar, and the network is redirected to it before it listens. A startupProbe that connects to another host then never passes.',
  seen: 'Annotations and labels of Istio, Linkerd and Kuma, and their versions under environment in the config. If the version is not known, it is a note.',
  fix: 'Make the mesh proxy native first, and set the version: environment: {istio: 1.27.0}.',
  before: 'environment: {istio: 1.20.0}',
  after: 'environment: {istio: 1.27.0}',
  note: {
    message:
      'the pod is in a mesh: before Istio 1.27 and Linkerd 2.20 the sidecar starts before the proxy that carries its traffic; set the version of the mesh under environment in the config',
    applies: ({ pod, settings }) => isMeshedUnknown(pod, settings),
  },
  check: ({ pod, container, settings }) => {
    const found = MESHES.find((entry) => isMeshed(pod, entry));
    if (found === undefined || isKnownNative(pod, found, settings)) return [];
    const version = settings.environment.get(found.tool);
    const asks =
      probeOf(container, 'startupProbe') !== undefined &&
      callsIn(handlerProgram(container, ['startupProbe'])).some(({ text }) =>
        /https?:\/\/(?!localhost|127\.|\[::1\])/.test(text),
      );
    if (!asks && version === undefined) return [];
    return [
      {
        severity: asks ? ('block' as const) : ('warn' as const),
        message: `${container.name} now starts before the ${found.name} proxy${version === undefined ? '' : ` (${version})`}, and the network is redirected before that proxy listens${asks ? ': its startupProbe connects to another host and would never pass' : ''}`,
        remedy: `make the ${found.name} proxy native first${found.native === null ? '' : ` (default from ${found.native})`}, then set its version in the config: environment: {${found.tool}: ${found.native ?? '<version>'}}`,
      },
    ];
  },
});

function isMeshed({ podLabels, podAnnotations }: Pod, { marks }: Mesh): boolean {
  return marks.some((mark) =>
    [podLabels, podAnnotations].some(
      (map) => Object.hasOwn(map, mark) && !/^(?:false|disabled)$/.test(String(map[mark])),
    ),
  );
}

function isKnownNative(pod: Pod, { opts, tool, native }: Mesh, settings: RuleSettings): boolean {
  const opted = [pod.podAnnotations, pod.podLabels].some((map) =>
    Object.entries(map).some(([key, value]) => opts.test(key) && String(value) === 'true'),
  );
  const version = settings.environment.get(tool);
  return opted || (version !== undefined && native !== null && !isOlder(version, native));
}

/** For the note: meshed, and nothing says which release. */
function isMeshedUnknown(pod: Pod, settings: RuleSettings): boolean {
  return MESHES.some(
    (entry) =>
      isMeshed(pod, entry) &&
      !settings.environment.has(entry.tool) &&
      !isKnownNative(pod, entry, settings),
  );
}
