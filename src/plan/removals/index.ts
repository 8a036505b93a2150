import type { Container } from '../../model/container.js';
import type { Code } from '../../model/finding.js';
import { appsBeside, type Pod } from '../../model/pod.js';
import type { Settings } from '../../model/settings.js';
import { isMap } from '../../model/value.js';
import { shortText } from '../../pod/facts/commands.js';
import { allCalls, envOf } from '../../pod/facts/scripts.js';
import type { Call } from '../../pod/facts/shell.js';
import { withoutObsolete } from './applications.js';
import { without } from './cuts.js';
import { hookRemoval } from './hook.js';
import { kubexitRemovals } from './kubexit.js';
import {
  isQuitable,
  isQuitFlag,
  type Obsolete,
  type ObsoleteContext,
  obsoleteCall,
} from './obsolete.js';
import { operationsFor, pruned } from './prune.js';
import type { NodeEdit, Removal } from './removal.js';
import { unwrappings } from './scripts.js';
import { isOfThePod, volumeEdits, wholeLists } from './volumes.js';

/** The workarounds that go with the moves of these sidecars, when the user asks for it (section 3b). */
export function removalsOf(
  pod: Pod,
  moving: readonly Container[],
  { removeWorkarounds }: Pick<Settings, 'removeWorkarounds'>,
): readonly Removal[] {
  if (!removeWorkarounds || moving.length === 0 || !haveNames(pod)) return [];
  // The other side of a workaround may be in a template: nothing goes by half.
  if (pod.values !== undefined) return [];
  const apps = appsBeside(pod, moving);
  const waits = unwrappings(pod, moving);
  const sentinels = waits.flatMap((each) =>
    each.sentinels.map((sentinel) => ({ ...sentinel, sidecar: each.sidecar })),
  );
  const calls = callRemovals({ pod, moving, apps, sentinels });
  const removals = [
    ...waits.flatMap((each) => each.removals),
    ...calls,
    ...moving.flatMap((each) => hookRemoval(each, apps) ?? []),
    ...moving.flatMap((each) => kruiseRemoval(each) ?? []),
    ...kubexitRemovals(pod, moving),
  ];
  const whole = new Set(sentinels.filter(({ writes }) => writes.length > 0).map((s) => s.volume));
  return [...removals, ...volumeRemovals(pod, [...whole], removals)];
}

/** Operations find containers by their names: all must have one, and none the same. */
function haveNames({ containers }: Pod): boolean {
  const names = new Set(containers.map(({ name }) => name));
  return names.size === containers.length && !names.has('');
}

/** Calls of the applications, those of one application in one piece: they share a script. */
function callRemovals(around: ObsoleteContext): readonly Removal[] {
  const stuck = new Set<Code>();
  const obsolete = (call: Call, app: Container): Obsolete | null => {
    const found = obsoleteCall(call, app, around);
    return found === null || stuck.has(found.code) ? null : found;
  };
  for (;;) {
    const edits = new Map<Container, readonly NodeEdit[]>();
    const failed = around.apps.find((app) => {
      const own = withoutObsolete(app, (call) => obsolete(call, app) !== null);
      if (own !== null) edits.set(app, own);
      return own === null;
    });
    if (failed === undefined) return said(around, edits, obsolete, stuck);
    const before = stuck.size;
    for (const call of allCalls(failed)) {
      const found = obsolete(call, failed);
      if (found !== null) stuck.add(found.code);
    }
    if (stuck.size === before) return [];
  }
}

function said(
  { moving, apps, sentinels }: ObsoleteContext,
  edits: ReadonlyMap<Container, readonly NodeEdit[]>,
  obsolete: (call: Call, app: Container) => Obsolete | null,
  stuck: ReadonlySet<Code>,
): readonly Removal[] {
  const removals: Removal[] = [];
  const ended = new Set<Container>();
  for (const app of apps) {
    const calls = allCalls(app).flatMap((call) => {
      const found = obsolete(call, app);
      return found === null ? [] : [{ ...found, call }];
    });
    const byCode = new Map(calls.map((each) => [`${each.code} ${each.sidecar.name}`, each]));
    for (const [i, { code, sidecar, call }] of [...byCode.values()].entries()) {
      ended.add(sidecar);
      removals.push({
        code,
        sidecar,
        message: `${shortText(call)} is removed from ${app.name} with the move: ${whyObsolete(code, sidecar)}`,
        words: code === 'SM901' ? [] : ['quitquitquit'],
        edits: i === 0 ? (edits.get(app) ?? []) : [],
      });
    }
  }
  for (const { sidecar, path, writer, writes } of sentinels)
    if (writes.some((call) => obsolete(call, writer) === null))
      removals.push({
        code: 'SM901',
        sidecar,
        message: `${writer.name} still writes ${path}, as that cannot be removed from its script alone: nothing waits for the file any more`,
        words: [],
        edits: [],
      });
  // Without its flag a proxy would not answer a call that is still there.
  const quitable = stuck.has('SM907') ? [] : moving.filter(isQuitable);
  return [...removals, ...quitable.filter((each) => ended.has(each)).map(flagRemoval)];
}

function whyObsolete(code: Code, { name }: Container): string {
  switch (code) {
    case 'SM906':
      return 'the Istio proxy of the pod is a native sidecar';
    case 'SM904':
      return `${name} is stopped after it; shareProcessNamespace stays, as it may have other uses`;
    default:
      return `${name} is stopped after it`;
  }
}

function flagRemoval(sidecar: Container): Removal {
  return {
    code: 'SM907',
    sidecar,
    message: `--quitquitquit is removed from ${sidecar.name} with the move: nothing calls it any more`,
    words: ['quitquitquit'],
    edits: quitFlagEdits(sidecar),
  };
}

function volumeRemovals(
  pod: Pod,
  volumes: readonly string[],
  removals: readonly Removal[],
): readonly Removal[] {
  const scripts = removals.flatMap(({ edits }) => edits);
  const after = pruned(pod, operationsFor(pod, scripts)).pod;
  const gone: string[] = [];
  const edits: NodeEdit[] = [];
  for (const volume of volumes) {
    const own = volumeEdits(volume, pod, after);
    if (own.length > 0) gone.push(volume);
    edits.push(...own);
  }
  const sidecar = removals.find(({ code }) => code === 'SM901')?.sidecar;
  if (sidecar === undefined) return [];
  const kept = volumes.filter((volume) => !gone.includes(volume) && isOfThePod(volume, pod));
  const stay: readonly Removal[] = kept.map((volume) => ({
    code: 'SM901',
    sidecar,
    message: `the volume ${volume} stays with its mounts: something else in the pod may use it`,
    words: [],
    edits: [],
  }));
  if (gone.length === 0) return stay;
  return [
    ...stay,
    {
      code: 'SM901',
      sidecar,
      message: `the volume ${gone.join(', ')} is removed with its mounts: nothing else is known to use it`,
      words: gone,
      edits: wholeLists(pod, edits),
    },
  ];
}

/** The flag or the variable by which a database proxy waits for a call that ends it (W-7). */
function quitFlagEdits(container: Container): readonly NodeEdit[] {
  return [
    ...without(container, 'args', isQuitFlag),
    ...without(
      container,
      'env',
      (entry) => isMap(entry) && entry.name === 'CSQL_PROXY_QUITQUITQUIT',
    ),
  ];
}

/** Variables by which OpenKruise ends sidecars: it looks at `containers` only (W-12). */
function kruiseRemoval(sidecar: Container): Removal | null {
  const names = [...envOf(sidecar).keys()].filter(isKruise);
  if (names.length === 0) return null;
  return {
    code: 'SM912',
    sidecar,
    message: `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} removed from ${sidecar.name} with the move: it is stopped after the main container`,
    words: names,
    edits: without(sidecar, 'env', (entry) => isMap(entry) && isKruise(String(entry.name))),
  };
}

function isKruise(name: string): boolean {
  return name.startsWith('KRUISE_TERMINATE_SIDECAR_');
}
