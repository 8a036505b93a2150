import type { CaveatOf } from '../../model/pod.js';
import { listAt } from '../../model/value.js';
import { escaped } from '../../text/escaped.js';
import { valuesIn } from '../../yaml/read.js';
import type { Origin } from '../syntax/modules.js';
import { type Beside, resolved, sourcesFor } from '../syntax/scope.js';

type Said = CaveatOf<'SM529'> | CaveatOf<'SM530'>;

/** What the version of a module says against the move, or null. */
export function versionCaveat(origin: Origin, path: string, beside: Beside): Said | null {
  switch (origin.framework) {
    case 'l1':
      return importedSchema(origin.module, path, beside);
    case 'l2':
      return plusVersion(origin, path, beside);
    case 'pulumi':
      return releaseCaveat(PULUMI, path, beside);
    case 'client-node':
      return releaseCaveat(CLIENT, path, beside);
    case 'core':
    case 'models':
    case 'eks':
      return null;
  }
}

/** Generated types copy the keys that they know: one that they lack is dropped without a word. */
function importedSchema(module: string, path: string, beside: Beside): Said | null {
  const bundled = /^cdk8s-plus-(\d+)\//.exec(module)?.[1];
  if (bundled !== undefined)
    return Number(bundled) >= 28 ? null : oldSchema(`Kubernetes 1.${bundled}`);
  const stem = module.startsWith('.') ? resolved(path, module) : 'imports/k8s';
  const candidates = module.startsWith('.')
    ? [...sourcesFor(stem), `${stem}.d.ts`]
    : above(path, 'imports/k8s.ts');
  for (const candidate of candidates) {
    const text = beside(candidate);
    if (text === null) continue;
    const start = text.indexOf('export interface Container {');
    const own = start < 0 ? '' : text.slice(start, text.indexOf('\n}', start));
    return /\breadonly restartPolicy\?:/.test(own) ? null : oldSchema(candidate);
  }
  const pinned = pinnedSchema(path, beside);
  if (pinned?.minor != null && pinned.minor >= 28) return null;
  if (pinned != null)
    return oldSchema(
      pinned.minor === null
        ? `Kubernetes 1.25.0, which cdk8s import uses if ${pinned.path} names no version,`
        : `Kubernetes 1.${pinned.minor}, as set in ${pinned.path},`,
    );
  return {
    code: 'SM530',
    severity: 'warn',
    message: `${module} is not in the tree: imports that were generated from Kubernetes before 1.28 drop restartPolicy, and the pod hangs in Init`,
    remedy: `look for restartPolicy in its interface Container, or run cdk8s import k8s@1.29.0 and tsc; then accept SM530`,
  };
}

function oldSchema(what: string): Said {
  return {
    code: 'SM530',
    severity: 'block',
    message: `${what} has no restartPolicy for containers: the field is dropped, and the pod would hang in Init`,
    remedy: 'run cdk8s import k8s@1.29.0 (or newer) and tsc, then run again',
  };
}

interface Pinned {
  readonly path: string;
  /** null: `k8s` without a version. */
  readonly minor: number | null;
}

function pinnedSchema(path: string, beside: Beside): Pinned | null {
  for (const candidate of above(path, 'cdk8s.yaml')) {
    for (const document of valuesIn(beside(candidate) ?? ''))
      for (const each of listAt(document, ['imports'])) {
        const entry = /^k8s(?:@1\.(\d{1,4})(?:\.\d{1,4}){0,2})?$/.exec(String(each));
        if (entry !== null)
          return { path: candidate, minor: entry[1] === undefined ? null : Number(entry[1]) };
      }
  }
  return null;
}

type Release = readonly [number, number, number];

/** First releases with the enum, and those where a sidecar may have probes (cdk8s-plus #3812, #4483). */
const PLUS: ReadonlyMap<number, { readonly since: Release; readonly probes: Release }> = new Map([
  [28, { since: [2, 2, 0], probes: [2, 5, 6] }],
  [29, { since: [2, 2, 0], probes: [2, 5, 6] }],
  [30, { since: [2, 0, 0], probes: [2, 2, 5] }],
]);

function plusVersion(origin: Origin, path: string, beside: Beside): Said | null {
  const minor = Number(/^cdk8s-plus-(\d+)/.exec(origin.module)?.[1]);
  if (minor < 28) return tooOld(`${origin.module} has no ContainerRestartPolicy`);
  const row = PLUS.get(minor);
  if (row === undefined) return null;
  const version = versionOf(origin.module, path, beside);
  const next = `update ${origin.module} to ${row.probes.join('.')} or newer`;
  if (version === null)
    return tooOld(`which release of ${origin.module} is used is not known`, next);
  if (isBelow(version, row.since))
    return tooOld(`${origin.module} ${version.join('.')} has no ContainerRestartPolicy`, next);
  return null;
}

/** Whether this release throws on a probe of a sidecar. */
export function throwsOnProbes(origin: Origin, path: string, beside: Beside): string | null {
  const row = PLUS.get(Number(/^cdk8s-plus-(\d+)/.exec(origin.module)?.[1]));
  const version = row === undefined ? null : versionOf(origin.module, path, beside);
  if (row === undefined || version === null || !isBelow(version, row.probes)) return null;
  return `${origin.module} ${version.join('.')}`;
}

function tooOld(what: string, remedy = 'update to cdk8s-plus-28 2.5.6 or newer'): Said {
  return {
    code: 'SM529',
    severity: 'block',
    message: `${what}: a native sidecar could not be written`,
    remedy,
  };
}

interface Library {
  readonly name: string;
  /** Known to have the field, and known to lack it; between them nobody has looked. */
  readonly good: Release;
  readonly old: Release;
  /** What it does with a key that it does not know. */
  readonly harm: string;
  /** Whether nothing else would notice. */
  readonly silent: boolean;
}

const PULUMI: Library = {
  name: '@pulumi/kubernetes',
  good: [4, 1, 1],
  old: [3, 30, 2],
  harm: 'its types have no restartPolicy for a container',
  silent: false,
};

const CLIENT: Library = {
  name: '@kubernetes/client-node',
  good: [0, 20, 0],
  old: [0, 19, 0],
  harm: 'restartPolicy of a container is dropped before it is sent',
  silent: true,
};

function releaseCaveat(library: Library, path: string, beside: Beside): Said | null {
  const { name, good, old, harm, silent } = library;
  const version = versionOf(name, path, beside);
  if (version === null ? !silent : !isBelow(version, good)) return null;
  const isOld = version !== null && !isBelow(old, version);
  const release = version === null ? ', in any release' : ` ${version.join('.')}`;
  return {
    code: 'SM530',
    severity: isOld ? 'block' : 'warn',
    message: `${name}${release}: ${isOld ? '' : 'it may be that '}${harm}`,
    remedy: `update ${name} to ${good.join('.')} or newer${isOld ? '' : ', or accept SM530'}`,
  };
}

/** The release that is installed, else locked, else the lowest that package.json allows. */
function versionOf(name: string, path: string, beside: Beside): Release | null {
  for (const candidate of above(path, `node_modules/${name}/package.json`)) {
    const found = release(/"version":\s*"([^"]+)"/.exec(beside(candidate) ?? '')?.[1]);
    if (found !== null) return found;
  }
  for (const [file, pattern] of locks(name))
    for (const candidate of above(path, file)) {
      const found = release(pattern.exec(beside(candidate) ?? '')?.[1]);
      if (found !== null) return found;
    }
  return null;
}

function locks(name: string): readonly (readonly [string, RegExp])[] {
  const own = escaped(name);
  return [
    ['package-lock.json', new RegExp(`"node_modules/${own}":\\s*\\{\\s*"version":\\s*"([^"]+)"`)],
    ['yarn.lock', new RegExp(`^"?${own}@[^\\n]*:\\n\\s+version:? "?([\\d.]+)`, 'm')],
    ['pnpm-lock.yaml', new RegExp(`['"/]${own}@(\\d[\\d.]*)`)],
    ['package.json', new RegExp(`"${own}":\\s*"[~^>=v ]{0,9}([\\d.]{1,40})`)],
  ];
}

function release(text: string | undefined): Release | null {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(text ?? '');
  return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3])];
}

function isBelow(a: Release, b: Release): boolean {
  for (const i of [0, 1, 2] as const) if (a[i] !== b[i]) return a[i] < b[i];
  return false;
}

/** A file in the folders above, the nearest first; a run may begin below the top of its repository. */
function above(path: string, name: string): readonly string[] {
  const folders = path.split('/').slice(0, -1);
  const found: string[] = [];
  for (let depth = folders.length; depth >= 0; depth--)
    found.push([...folders.slice(0, depth), name].join('/'));
  return [...found, `../${name}`, `../../${name}`, `../../../${name}`];
}
