import { lookUp } from '../../classify/catalogue/index.js';
import { isAbout, signalOf } from '../../facts/quits.js';
import { envOf } from '../../facts/scripts.js';
import { isWriteOf, type Sentinel } from '../../facts/sentinels.js';
import type { Call } from '../../facts/shell.js';
import type { Code } from '../../model/finding.js';
import { type Container, type EffectivePod, isNative } from '../../model/pod.js';
import { listAt } from '../../model/value.js';

/** A call of an application that the move of a sidecar makes obsolete. */
export interface Obsolete {
  readonly code: Code;
  readonly sidecar: Container;
}

export interface Around {
  readonly pod: EffectivePod;
  readonly moving: readonly Container[];
  readonly apps: readonly Container[];
  /** Files that nobody waits for any more. */
  readonly sentinels: readonly (Sentinel & { readonly sidecar: Container })[];
}

/** For which moving sidecar a call of an application was made, or null. */
export function obsoleteCall(call: Call, app: Container, around: Around): Obsolete | null {
  for (const { sidecar, ...file } of around.sentinels)
    if (isWriteOf(call, app, file) && isOnlyWrite(call)) return { code: 'SM901', sidecar };
  for (const sidecar of around.moving) {
    if (isQuitable(sidecar) && endsDatabaseProxy(call)) return { code: 'SM907', sidecar };
    if (isAboutProcess(call, sidecar, around)) return { code: 'SM904', sidecar };
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

function endsDatabaseProxy(call: Call): boolean {
  const port = LOCAL.exec(call.text)?.[1];
  if (/^(?:curl|wget)$/.test(call.name)) return port !== undefined && !isIstioQuit(call);
  return call.name === 'cloud-sql-proxy' && call.args[0] === 'shutdown';
}

function isIstioQuit({ name, text }: Call): boolean {
  if (name === 'pilot-agent') return /request\s+POST\s+\/?quitquitquit/.test(text);
  return /^(?:curl|wget)$/.test(name) && /^150(?:00|20)$/.test(LOCAL.exec(text)?.[1] ?? '');
}

/** The Istio proxy of the pod, as long as it is native: only then is the call not needed (W-6). */
function meshProxy({ pod, moving }: Around): Container | null {
  const isIstio = (container: Container): boolean =>
    container.name === 'istio-proxy' && lookUp(container)?.family.category === 'mesh-proxy';
  const own = moving.find(isIstio);
  if (own !== undefined) return own;
  const isDeclared = pod.podAnnotations['sidecar.istio.io/nativeSidecar'] === 'true';
  const native = pod.initContainers.some((each) => isNative(each) && isIstio(each));
  return isDeclared || native ? (moving[0] ?? null) : null;
}

function isAboutProcess(call: Call, sidecar: Container, { pod, apps }: Around): boolean {
  if (pod.spec.shareProcessNamespace !== true) return false;
  const signal = signalOf(call);
  if (signal?.ends !== true || signal.targets.length === 0) return false;
  // A number or a variable may be anybody's: only a name is sure.
  return (
    signal.targets.every((target) => /^[A-Za-z][\w.-]+$/.test(target)) &&
    isAbout(signal, sidecar, apps)
  );
}
