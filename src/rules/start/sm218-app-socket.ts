import type { Container } from '../../model/container.js';
import type { Subject } from '../../model/rule.js';
import { isMap, listAt } from '../../model/value.js';
import { lookUp } from '../../pod/classify/catalogue/index.js';
import { commandText, mountsOf } from '../../pod/classify/command.js';
import { podGraph } from '../../pod/facts/graph/pod-graph.js';
import { envValues } from '../../pod/facts/scripts.js';
import { rule, warns } from '../define.js';

/** The socket is there only once App has made it: until then the sidecar retries or crashes. */
export const appSocket = rule({
  code: 'SM218',
  title: 'a socket that the main container creates',
  sources: ['KEP-753, Pod startup completed condition', 'kubernetes-csi/docs sidecar-containers'],
  effects: ['warns'],
  harm: 'The sidecar connects to a socket that the main container creates. The main container now starts after the sidecar and ends before it: without the socket the sidecar retries, or crashes.',
  seen: 'A socket on a shared volume that both refer to, or a CSI helper.',
  fix: 'Check that the sidecar retries, then accept SM218.',
  before: 'args: [--csi-address=/csi/csi.sock]',
  check: (subject) => {
    const { container } = subject;
    const shared = socketOfApp(subject) ?? namedByBoth(subject);
    const isHelper = lookUp(container)?.family.category === 'csi-helper';
    if (shared === null && !isHelper) return [];
    const where = shared ?? 'the socket of its driver';
    return warns(
      `${container.name} connects to ${where}, which the main container creates: ${container.name} now starts before it, and stops after it`,
      `check that ${container.name} retries until the socket exists, then accept SM218`,
    );
  },
});

/** Who makes a socket is dialled, and never the other way round. */
function socketOfApp({ pod, container, apps }: Subject): string | null {
  const use = podGraph(pod)
    .from(container)
    .find(
      ({ kind, to, occasion }) =>
        kind === 'uses-socket' && apps.includes(to) && (occasion === 'run' || occasion === 'wait'),
    );
  return use === undefined ? null : `the socket of ${use.to.name} in ${use.path ?? ''}`;
}

const SOCKET = /(?:unix:(?:\/\/)?)?(\/[\w./-]{1,108}\.sock(?:et)?)\b/g;

/** Where neither says that it makes a socket that both name, it is the application's. */
function namedByBoth({ pod, container, apps }: Subject): string | null {
  const own = mountsOf(container);
  const outside = volumesOutside(pod.spec);
  for (const [, path = ''] of wordsOf(container).matchAll(SOCKET)) {
    const mount = own.find(({ path: directory }) =>
      path.startsWith(`${directory.replace(/\/$/, '')}/`),
    );
    if (mount === undefined || outside.has(mount.volume)) continue;
    const file = path.slice(path.lastIndexOf('/') + 1);
    const maker = apps.find(
      (app) =>
        mountsOf(app).some(({ volume, readOnly }) => volume === mount.volume && !readOnly) &&
        wordsOf(app).includes(file) &&
        !podGraph(pod)
          .from(app)
          .some(({ kind, to }) => kind === 'uses-socket' && to === container),
    );
    if (maker !== undefined) return `${path} of ${maker.name}`;
  }
  return null;
}

/** A socket on the node, or of a driver that Kubernetes mounts, is made by nobody here. */
function volumesOutside(spec: Subject['pod']['spec']): ReadonlySet<string> {
  return new Set(
    listAt(spec, ['volumes']).flatMap((volume) =>
      isMap(volume) && (isMap(volume.hostPath) || isMap(volume.csi)) ? [String(volume.name)] : [],
    ),
  );
}

function wordsOf(container: Container): string {
  return [commandText(container), ...envValues(container)].join(' ');
}
