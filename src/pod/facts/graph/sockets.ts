import type { Occasion, Relation } from '../../../model/relations.js';
import type { Path } from '../../../model/value.js';
import { baseOf, tagOf } from '../../classify/catalogue/image.js';
import { lookUp } from '../../classify/catalogue/index.js';
import { containerTexts } from './container-texts.js';
import { variablesIn } from './env-pairs.js';
import { isRunning, type Scene, type Use } from './scene.js';

/** Options and variables that say where a server makes its socket. */
const MAKES =
  /(?:--?(?:dir|(?:[\w.-]{0,40}[-_.])?(?:listen|bind|unix-socket|endpoint|socket|socket-path|socketpath|socket-dir|sock|addr|address|host|kubelet-plugin-socket)(?:[-_.][\w.-]{0,40})?)|-H)[=\s]["']?(?:unix:|file:|fd:)?(?:\/\/)?$/i;
const MAKING_VARIABLE = /(?:^|_)(?:LISTEN|BIND|CSI_ENDPOINT|SOCKET_PATH|SOCKET_DIR|DSE_SOCKET)/;

/** Those of a client: a CSI helper connects to the socket of its driver. */
const USES =
  /--?(?:csi-address|connect|server|upstream|target|backend|remote|docker-host|containerd|(?:[\w-]{0,30}-)?client)[\w.-]{0,40}[=\s]["']?(?:unix:)?(?:\/\/)?$/i;
const USING_VARIABLE =
  /^(?:ADDRESS|DOCKER_HOST|CONTAINER_HOST|SPIFFE_ENDPOINT_SOCKET|SSH_AUTH_SOCK)$/;

/** Commands that look for a socket, or talk through one that is there. */
const ONLY_USES =
  /^(?:test|\[|\[\[|stat|docker|podman|nerdctl|buildctl|curl|nc|ncat|ctr|crictl|grpcurl|grpc_health_probe|psql|pg_isready|mysql|mysqladmin|redis-cli)$/;

/** What a container has to do with the sockets in a directory. */
interface Part {
  readonly use: Use;
  readonly makes: Path | null;
  readonly uses: { readonly node: Path; readonly occasion: Occasion } | null;
}

/** Who uses a Unix socket that exactly one other container makes, on a volume of the pod. */
export function sockets(scene: Scene): readonly Relation[] {
  return [...scene.volumes.values()].flatMap(({ name, origin, uses }) => {
    if (origin !== 'pod') return [];
    if (new Set(uses.map(({ container }) => container)).size < 2) return [];
    const parts = uses.map((use) => partOf(use));
    const makers = parts.filter(({ makes, use }) => makes !== null && isRunning(use.container));
    const [maker] = makers;
    if (maker === undefined || makers.some(({ use }) => use.container !== maker.use.container))
      return [];
    const isForSockets = /sock/i.test(`${name} ${maker.use.path}`);
    return parts.flatMap((part): readonly Relation[] => {
      const from = part.use.container;
      const to = maker.use.container;
      if (from === to || (part.uses === null && !isForSockets)) return [];
      return [
        {
          ...{ kind: 'uses-socket', from, to, occasion: part.uses?.occasion ?? 'run' },
          text: `uses the socket that ${to.name} makes in ${part.use.path}`,
          node: part.uses?.node ?? ['volumeMounts', part.use.index],
          certainty: part.uses === null ? 'likely' : 'written',
          ...{ volume: name, path: part.use.path },
        },
      ];
    });
  });
}

function partOf(use: Use): Part {
  let makes: Path | null = null;
  let uses: Part['uses'] = null;
  for (const { text, nodeOf, occasion, call } of containerTexts(use.container)) {
    const at = directoryAt(text, use.path);
    if (at < 0) continue;
    const before = text.slice(Math.max(0, at - 80), at);
    const isSocket = /^[^\s"']{0,120}\.sock/.test(text.slice(at)) || /sock/i.test(use.path);
    if (USES.test(before) || ONLY_USES.test(call?.name ?? ''))
      uses ??= { node: nodeOf(use.path), occasion };
    else if (!use.readOnly && makesIt(before, call !== null) && occasion === 'run')
      makes ??= nodeOf(use.path);
    else if (isSocket && call !== null && !PREPARES.test(call.name))
      uses ??= { node: nodeOf(use.path), occasion };
  }
  for (const { name, value, node } of variablesIn(use.container)) {
    if (directoryAt(value, use.path) < 0) continue;
    if (USING_VARIABLE.test(name)) uses ??= { node, occasion: 'run' };
    else if (!use.readOnly && (MAKING_VARIABLE.test(name) || isOfAgent(name, use))) makes ??= node;
    else if (/\.sock/.test(value)) uses ??= { node, occasion: 'run' };
  }
  if (makes === null && isDaemonOf(use)) makes = ['image'];
  return { use, makes, uses: makes === null ? uses : null };
}

/** Where the Datadog agent makes its sockets (docs.datadoghq.com); its clients read the first one, too. */
function isOfAgent(name: string, { container }: Use): boolean {
  if (!/^DD_(?:DOGSTATSD|APM_RECEIVER)_SOCKET$/.test(name)) return false;
  return /^(?:datadog-agent|dogstatsd)$/.test(lookUp(container)?.family.id ?? '');
}

/** What a script says beside its commands is a configuration, and `-H` stands in none. */
function makesIt(before: string, isCommand: boolean): boolean {
  if (isCommand && SERVES.test(before)) return true;
  return MAKES.test(before) && (isCommand || !/-H[=\s]\S{0,10}$/.test(before));
}

/** `podman system service unix:///run/podman.sock`. */
const SERVES = /\s(?:service|serve)\s(?:-{1,2}[\w=-]{1,40}\s){0,4}["']?(?:unix:)?(?:\/\/)?$/;

/** Commands that only make ready the directory. */
const PREPARES = /^(?:mkdir|chown|chmod|rm|ls|touch|ln|cp|mv|install)$/;

/** A Docker daemon makes its socket in /var/run unless it is told otherwise. */
function isDaemonOf({ container, path, readOnly }: Use): boolean {
  const image = container.image ?? '';
  return (
    !readOnly &&
    /^(?:\/var)?\/run(?:\/docker(?:\.sock)?)?$/.test(path) &&
    (/dind/.test(tagOf(image)) || /dind/.test(baseOf(image)))
  );
}

function directoryAt(text: string, path: string): number {
  if (path === '') return -1;
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1))
    if (!/[\w-]/.test(text[at + path.length] ?? '')) return at;
  return -1;
}
