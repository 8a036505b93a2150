import { familyOf } from '../kustomize/rewrite/family.js';
import { isNative } from '../model/container.js';
import type { Finding } from '../model/finding.js';
import type { ContainerDecision, PodDecision } from '../model/plan.js';
import type { Role } from '../model/role.js';
import type { Settings } from '../model/settings.js';
import type { Place } from '../model/source.js';
import type { Gathered } from '../run/gather.js';
import { type Lives, livesOf, type Roles } from './lives.js';
import type { Fault, FaultKind, MigratedPod } from './model.js';
import { misplaced } from './order.js';
import type { PodPair } from './pairs.js';

export interface JudgeRequest {
  readonly pair: PodPair;
  /** What the tool decides of the pod before, with just these moves; null: it does not look at it. */
  readonly decision: PodDecision | null;
  readonly was: Gathered;
  readonly is: Gathered;
  readonly settings: Settings;
}

export interface Judged {
  readonly pod: MigratedPod;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

/** Whether what moved may live like that: its role, the rules, its place, and the life of the pod. */
export function judge(request: JudgeRequest): Judged {
  const { pair, decision } = request;
  const { before, after, moved } = pair;
  const roles = rolesOf(request);
  const entries = (decision?.containers ?? []).filter(
    ({ container }) => container.kind === 'container' && moved.has(container.name),
  );
  const lives = livesFor(pair, {
    helpers: new Set([
      ...moved,
      ...[...roles].filter(([, { verdict }]) => verdict !== 'app').map(([name]) => name),
    ]),
    runOn: new Set(entries.filter(({ gain }) => gain?.kind === 'completes').map(nameOf)),
  });
  const blocks = entries.flatMap(blocksOf);
  const at = (kind: FaultKind, message: string, remedy: string): Fault => ({
    ...{ kind, path: after.path, place: after.place, code: null, message, remedy },
  });
  const words = roleWords(roles, moved);
  // A patch may have brought it: then it stands in no list of the pod's own file.
  const here = after.initContainers.find(({ name }) => moved.has(name))?.place ?? after.place;
  return {
    pod: {
      kind: after.workload.kind,
      name: after.workload.name,
      namespace: after.workload.namespace,
      path: after.path,
      line: here.line,
      column: here.column,
      containers: [...moved].map((name) => ({
        name,
        image: before.containers.find((container) => container.name === name)?.image ?? null,
        findings: entries.find(({ container }) => container.name === name)?.findings ?? [],
      })),
      life: lives.lines,
    },
    faults: [
      ...words.wrong.map((message) =>
        at('role', message, 'move the sidecar instead, and leave the main container where it was'),
      ),
      ...blocks.map((finding) => ruleFault(finding, after.path, after.place)),
      ...misplaced(before, after, moved).map(({ message, remedy }) => at('order', message, remedy)),
      // The rule that says the same says it better.
      ...(blocks.length > 0 ? [] : lives.broken.map((clause) => at('life', clause, LIFE))),
    ],
    warnings: [
      ...keptWords(decision).map(({ reason, next }) => at('rule', reason, next)),
      ...words.open.map((message) =>
        at('role', message, 'check whether it only helps the other containers'),
      ),
      ...entries.flatMap(({ findings }) =>
        findings
          .filter(({ severity }) => severity === 'warn')
          .map((finding) => ruleFault(finding, after.path, after.place)),
      ),
    ],
  };
}

/** Why this tool would leave all of the pod alone: a kind with a life cycle of its own, too many containers. */
function keptWords(decision: PodDecision | null): readonly PodDecision[] {
  return decision?.state === 'unchanged' ? [decision] : [];
}

/** Init containers that ran to their end, and are native sidecars now: no move, and nothing to compare with. */
export function turnedWarnings({ before, after }: PodPair): readonly Fault[] {
  const ordinary = new Set(
    before.initContainers.filter((init) => !isNative(init)).map(({ name }) => name),
  );
  return after.initContainers
    .filter((init) => isNative(init) && ordinary.has(init.name))
    .map(({ name, place: { line, column } }) => ({
      kind: 'role',
      path: after.path,
      place: { line, column },
      code: null,
      message: `${name} was an ordinary init container, and is a native sidecar now: this is not a move, and is not checked`,
      remedy: 'make sure that nothing after it relies on it having ended',
    }));
}

/** Of values nobody knows the pod: a chart makes it. */
function livesFor({ before, after }: PodPair, roles: Roles): Lives {
  return before.values === undefined ? livesOf(before, after, roles) : { broken: [], lines: null };
}

const LIFE =
  'check which container waits for which: a native sidecar starts before the main containers';

function nameOf({ container }: ContainerDecision): string {
  return container.name;
}

/** What keeps a container from moving; a pod that moves only with others has all of it twice. */
function blocksOf({ findings }: ContainerDecision): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'block');
}

/** At the place after the change; a finding about something elsewhere keeps its own. */
function ruleFault(finding: Finding, path: string, place: Place): Fault {
  const { code, message, remedy } = finding;
  return { kind: 'rule', path, place, code, message, remedy };
}

/** What each container of the pod is by itself, whoever moved it. */
function rolesOf({ pair, was, settings }: JudgeRequest): ReadonlyMap<string, Role> {
  const { containers, roles } = familyOf(pair.before, settings, was.tree);
  return new Map(
    containers.flatMap(({ name }, i) => (roles[i] ? [[name, roles[i]] as const] : [])),
  );
}

interface RoleWords {
  readonly wrong: readonly string[];
  readonly open: readonly string[];
}

/** A container that nothing shows to be a sidecar, beside one that stays and is for sure. */
function roleWords(roles: ReadonlyMap<string, Role>, moved: ReadonlySet<string>): RoleWords {
  const sure = [...roles].find(([name, { verdict }]) => verdict === 'sure' && !moved.has(name));
  const wrong: string[] = [];
  const open: string[] = [];
  for (const [name, { verdict, why }] of roles) {
    if (!moved.has(name) || verdict === 'sure') continue;
    if (verdict === 'likely')
      open.push(`${name} is likely a sidecar, but that is not certain: ${why}`);
    else if (sure !== undefined)
      wrong.push(
        `${name} moved (${why}), but the sidecar is ${sure[0]}, which stays: ${sure[1].why}`,
      );
    else open.push(`nothing shows that ${name} is a sidecar: ${why}`);
  }
  return { wrong, open };
}
