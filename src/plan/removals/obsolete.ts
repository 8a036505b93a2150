import { type Container, isNative } from '../../model/container.js';
import type { Code } from '../../model/finding.js';
import type { Pod } from '../../model/pod.js';
import { listAt } from '../../model/value.js';
import { lookUp } from '../../pod/classify/catalogue/index.js';
import { commandText } from '../../pod/classify/command.js';
import { isAbout, isNamedBy, signalOf } from '../../pod/facts/quits.js';
import { envOf } from '../../pod/facts/scripts.js';
import { isWriteOf, type Sentinel } from '../../pod/facts/sentinels.js';
import type { Call } from '../../pod/facts/shell.js';
import { isOfThePod } from './volumes.js';

/** A call of an application that the move of a sidecar makes obsolete. */
export interface Obsolete {
  readonly code: Code;
  readonly sidecar: Container;
}

export interface ObsoleteContext {
  readonly pod: Pod;
  readonly moving: readonly Container[];
  readonly apps: readonly Container[];
  /** Files that nobody waits for any more. */
  readonly sentinels: readonly (Sentinel & { readonly sidecar: Container })[];
}

/** For which moving sidecar a call of an application was made, or null. */
export function obsoleteCall(call: Call, app: Container, around: ObsoleteContext): Obsolete | null {
  for (const { sidecar, ...file } of around.sentinels)
    if (isOfThePod(file.volume, around.pod) && isWriteOf(call, app, file) && isOnlyWrite(call))
      return { code: 'SM901', sidecar };
  for (const sidecar of around.moving) {
    if (isQuitable(sidecar) && endsDatabaseProxy(call, sidecar)) return { code: 'SM907', sidecar };
    if (isAboutProcess(call, app, sidecar, around)) return { code: 'SM904', sidecar };
  }
  const mesh = meshProxy(around);
  if (mesh !== null && isIstioQuit(call)) return { code: 'SM906', sidecar: mesh };
  return null;
}

/** `touch F`, `echo done > F`: nothing else comes of it. */
function isOnlyWrite({ name, args }: Call): boolean {
  if (name === 'touch') return args.filter((arg) => !arg.startsWith('-')).length === 1;
  return /^(?:echo|printf|:|true|date|)$/.test(name);
}

/** Whether a database proxy waits for a call that ends it (W-7). */
export function isQuitable(container: Container): boolean {
  if (lookUp(container)?.family.category !== 'database-proxy') return false;
  const flag = /^(?:true|1)$/i.test(envOf(container).get('CSQL_PROXY_QUITQUITQUIT') ?? '');
  return flag || listAt(container.value, ['args']).some(isQuitFlag);
}

export function isQuitFlag(word: unknown): boolean {
  return word === '--quitquitquit' || word === '--quitquitquit=true';
}

const LOCAL = /(?:localhost|127\.0\.0\.1|\[::1\]):(\d{2,5})\/quitquitquit\b/;

/** Where the proxy takes the call unless it is told. */
const ADMIN_PORT = '9091';

function adminPortOf(container: Container): string {
  const told = /--admin-port[= ](\d+)/.exec(commandText(container))?.[1];
  return told ?? (envOf(container).get('CSQL_PROXY_ADMIN_PORT') || ADMIN_PORT);
}

/** The call that ends this proxy, and no other: each listens on a port of its own. */
function endsDatabaseProxy(call: Call, sidecar: Container): boolean {
  const port = adminPortOf(sidecar);
  if (isAlone(call)) return LOCAL.exec(call.text)?.[1] === port && !isIstioQuit(call);
  if (call.name !== 'cloud-sql-proxy' || call.args[0] !== 'shutdown') return false;
  return (/--admin-port[= ](\d+)/.exec(call.args.join(' '))?.[1] ?? ADMIN_PORT) === port;
}

function isIstioQuit(call: Call): boolean {
  const { name, text } = call;
  if (name === 'pilot-agent') return /request\s+POST\s+\/?quitquitquit/.test(text);
  return isAlone(call) && /^150(?:00|20)$/.test(LOCAL.exec(text)?.[1] ?? '');
}

/** A client that asks one address only, and keeps nothing of the answer. */
function isAlone({ name, args, text }: Call): boolean {
  if (name !== 'curl' && name !== 'wget') return false;
  const addresses = args.filter((arg) => /^(?:https?:\/\/|[\w.[\]-]+:\d)/.test(arg));
  const kept = /(?:\s-[a-zA-Z]*[oO]|--output(?:-document)?)[ =]?(?!-(?:\s|$)|\/dev\/null)\S/.test(
    text,
  );
  const written = /(?:^|[^&\d-])\d?>{1,2}\s*(?![&\s]|\/dev\/null)\S/.test(text);
  return addresses.length === 1 && !kept && !written;
}

/** The Istio proxy of the pod, as long as it is native: only then is the call not needed (W-6). */
function meshProxy({ pod, moving }: ObsoleteContext): Container | null {
  const isIstio = (container: Container): boolean =>
    container.name === 'istio-proxy' && lookUp(container)?.family.category === 'mesh-proxy';
  const own = moving.find(isIstio);
  if (own !== undefined) return own;
  const isDeclared = pod.podAnnotations['sidecar.istio.io/nativeSidecar'] === 'true';
  const native = pod.initContainers.some((each) => isNative(each) && isIstio(each));
  return isDeclared || native ? (moving[0] ?? null) : null;
}

function isAboutProcess(
  call: Call,
  caller: Container,
  sidecar: Container,
  { pod, apps }: ObsoleteContext,
): boolean {
  if (pod.spec.shareProcessNamespace !== true) return false;
  const signal = signalOf(call);
  if (signal?.ends !== true || signal.targets.length === 0) return false;
  // Kubernetes sends TERM: on another signal the program may end otherwise.
  if (!/^(?:TERM|15)$/.test(signal.name)) return false;
  // A number or a variable may be anybody's: only a name is sure, and only one that fits nobody else.
  return (
    signal.targets.every((target) => /^[A-Za-z][\w.-]+$/.test(target)) &&
    isAbout(signal, sidecar, apps) &&
    !apps.some((app) => isNamedBy(signal, app, app === caller))
  );
}
