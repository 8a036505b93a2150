import type { Container } from '../../model/container.js';
import type { Directive } from '../../model/directive.js';
import type { Pod } from '../../model/pod.js';
import type { Role, RoleVerdict, Signal } from '../../model/role.js';
import { isBeforeAppServer, isOpenToOthers, saysOpenPort } from './catalogue/presence.js';
import type { Standing } from './catalogue/standing.js';
import { commandText } from './command.js';
import { matchesGlob, type RoleGlobs } from './globs.js';
import { levelled, mayBePurpose, withPurpose } from './purpose.js';
import {
  arePeers,
  isPlain,
  isStranger,
  type Member,
  type RoleContext,
  roleContextOf,
} from './role-context.js';
import { fillsApp, renewsForApp } from './signals/fills-for-app.js';
import { forApp, reloadsByName } from './signals/for-app.js';
import { answersMain, fromApp, usesAsApp } from './signals/from-app.js';
import { isInNameOfWorkload } from './signals/reason-to-be.js';
import { wordSignal } from './signals/role-word.js';
import { storesFor } from './stores.js';

/** The role of each container of a pod, in their order. */
export function classify(pod: Pod, globs: RoleGlobs): readonly Role[] {
  const words = pod.containers.map((container) => userWord(container, globs));
  const key = JSON.stringify(words);
  const known = KNOWN.get(pod) ?? new Map<string, readonly Role[]>();
  const roles = known.get(key) ?? rolesIn(pod, words);
  KNOWN.set(pod, known.set(key, roles));
  return roles;
}

/** By what the user says of the containers: a pod is asked for its roles again and again. */
const KNOWN = new WeakMap<Pod, Map<string, readonly Role[]>>();

function rolesIn(pod: Pod, words: readonly (UserWord | null)[]): readonly Role[] {
  const context = roleContextOf(pod);
  const stores = storesFor(context);
  const roles = context.members.map((member, i) =>
    roleOf(member, context, stores, words[i] ?? null),
  );
  return levelled(withPurpose(roles, context), context);
}

function roleOf(member: Member, context: RoleContext, stores: Stores, word: UserWord | null): Role {
  const { standing } = member;
  const family = lookedUp(standing);
  const signals = signalsOf(member, context, stores);
  if (word !== null) {
    const said: Signal = { id: 'user', weight: 'user', text: word.text };
    const verdict = word.role === 'sidecar' ? 'sure' : 'app';
    return { verdict, why: word.text, signals: [said, ...signals], family };
  }
  const { verdict, why } = judged(member, context, signals);
  return { verdict, why, signals, family };
}

/** Id of the family that it is known to help as; what a sub-command makes of it has none. */
function lookedUp(standing: Standing | null): string | null {
  return standing === null || standing.kind === 'other' ? null : standing.known.family.id;
}

interface Judgement {
  readonly verdict: RoleVerdict;
  readonly why: string;
}

function judged(member: Member, context: RoleContext, signals: readonly Signal[]): Judgement {
  const of = (weight: Signal['weight']): Signal | undefined =>
    signals.find((signal) => signal.weight === weight);
  const [identity, kin, word, relation, against] = [
    of('identity'),
    of('family'),
    of('word'),
    of('relation'),
    of('against'),
  ];
  const own = signals.find(({ id }) => ONLY_HELPS.has(id));
  const strongest = identity ?? kin ?? word ?? (answersMain(member, context) ? relation : own);
  if (strongest === undefined) return { verdict: 'app', why: 'nothing shows that it is a sidecar' };
  if (against !== undefined && !isDriversHelper(member, context, against))
    return { verdict: 'app', why: against.text };
  if (identity !== undefined) {
    const isOpen = identity.id.startsWith('catalogue') && mayBePurpose(member, context);
    return { verdict: isOpen ? 'likely' : 'sure', why: identity.text };
  }
  if (kin !== undefined) return judgedAsKin(kin, relation, member, context);
  if (hasApp(member, context) && relation !== undefined) {
    if (
      word !== undefined &&
      (relation.id !== 'asked-by-app' || !mayBeAskedByOthers(member, context))
    )
      return { verdict: 'sure', why: `${word.text}, and ${relation.text}` };
    const alone = signals.find(({ id }) => DECIDES.has(id));
    if (own !== undefined && alone !== undefined) return { verdict: 'sure', why: alone.text };
    if (answersMain(member, context)) return { verdict: 'sure', why: relation.text };
  }
  const shape = signals.find(
    ({ id, weight }) => weight === 'shape' && (id === 'idles' || isSaid(member)),
  );
  if (word !== undefined && shape !== undefined && !context.finishes && hasPlain(member, context))
    return { verdict: 'sure', why: `${word.text}, and ${shape.text}` };
  return { verdict: 'likely', why: strongest.text };
}

/** What only a helper does to another one: following its file, filling what it reads. */
const ONLY_HELPS: ReadonlySet<string> = new Set(['follows-app', 'fills-app']);

/** Where that is all it does, no word has to say so. */
const DECIDES: ReadonlySet<string> = new Set(['only-tails', 'only-renews']);

/** A family that has a life of its own is a sidecar where something else is what the pod is for. */
function judgedAsKin(
  kin: Signal,
  relation: Signal | undefined,
  member: Member,
  context: RoleContext,
): Judgement {
  if (isBeforeAppServer(member.container, context.pod) && member.own === null)
    return { verdict: 'likely', why: kin.text };
  if (relation !== undefined && hasApp(member, context))
    return { verdict: 'sure', why: `${kin.text}, and ${relation.text}` };
  const named = context.members.find(
    (other) =>
      other !== member && other.reason !== null && !other.byFamily && !arePeers(member, other),
  );
  if (named !== undefined && mayHelp(member))
    return {
      verdict: 'sure',
      why: `${kin.text}, and ${named.container.name} is the purpose of the pod`,
    };
  if (member.own !== null) return { verdict: 'app', why: member.own };
  return { verdict: 'likely', why: kin.text };
}

/** A proxy with a port that people and other pods talk to may be in front of the rest. */
function mayHelp({ container, standing }: Member): boolean {
  if (standing?.kind !== 'dual' || !standing.known.sure || standing.presence === 'never')
    return false;
  return standing.presence === 'sure' || !isOpenToOthers(container, standing.known.family);
}

/**
 * Two parts of a product ask each other as well: with a port that people and other pods talk to, or
 * with a word that is a part of the product's name, being asked is no sign of a helper.
 */
function mayBeAskedByOthers(member: Member, { pod }: RoleContext): boolean {
  if (isSaid(member)) return false;
  const { word, container } = member;
  return saysOpenPort(container) || (word !== null && isInNameOfWorkload(word.word, pod));
}

/** Its name says sidecar: then whatever it does with the others is what a sidecar does. */
function isSaid({ word, peers }: Member): boolean {
  return word?.isSaid === true && peers === 'none';
}

/** Whether the pod has a container that nothing marks. */
function hasPlain(member: Member, context: RoleContext): boolean {
  return context.unseen || context.members.some((other) => other !== member && isPlain(other));
}

/** A CSI helper is never the driver, whatever its StatefulSet is called. */
function isDriversHelper(member: Member, context: RoleContext, against: Signal): boolean {
  return (
    against.id === 'named-as-workload' &&
    member.standing?.kind === 'helper' &&
    member.standing.known.family.category === 'csi-helper' &&
    hasApp(member, context)
  );
}

/** Whether the pod keeps a container that is no helper. */
function hasApp(member: Member, context: RoleContext): boolean {
  return context.unseen || context.members.some((other) => other !== member && !other.byFamily);
}

type Stores = ReadonlyMap<Container, Signal>;

function signalsOf(member: Member, context: RoleContext, stores: Stores): readonly Signal[] {
  const { container, word } = member;
  const found: (Signal | null)[] = [
    stores.get(container) ?? familySignal(member),
    alwaysOnContainer(member),
    word === null || isSharedWord(member) ? null : wordSignal(word),
    ...forApp(member, context),
    ...fromApp(member, context),
    fillsApp(member, context),
    ...renewsForApp(member, context),
    reloadsByName(member, context),
    idlesForEver(container),
    member.reason,
    word === null ? null : usesAsApp(member, context, stores),
  ];
  return found.filter((signal) => signal !== null);
}

/** Where all are made from one image, or the word stands in that image, it says nothing of one of them. */
function isSharedWord(member: Member): boolean {
  const { word, peers } = member;
  if (!isStranger(member)) return false;
  return peers === 'all' || (peers === 'some' && word?.where === 'image');
}

/** Somebody meant a native sidecar and left it in the wrong list. */
function alwaysOnContainer({ container }: Member): Signal | null {
  if (container.value.restartPolicy !== 'Always') return null;
  return {
    id: 'restart-policy',
    weight: 'identity',
    text: 'it has restartPolicy: Always, which only a sidecar needs',
  };
}

function familySignal({ standing, byFamily, container }: Member): Signal | null {
  if (standing === null || standing.kind === 'other' || standing.kind === 'store') return null;
  const { family, by } = standing.known;
  if (family.nature.kind === 'store') return null;
  const what = family.category.replaceAll('-', ' ');
  return {
    id: `catalogue-${by}`,
    weight: byFamily ? 'identity' : 'family',
    text:
      by === 'name'
        ? `its name is typical of ${article(what)} (${container.name})`
        : `its ${by === 'program' ? 'program' : 'image'} is ${article(what)} (${family.id})`,
  };
}

function article(what: string): string {
  return `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`;
}

/** Sleeps for ever once its one line is done, as an image puller does. */
function idlesForEver(container: Container): Signal | null {
  if (!/\bsleep (?:infinity|inf|\d{6,})\b/.test(commandText(container))) return null;
  return { id: 'idles', weight: 'shape', text: 'it only waits: its command ends with a sleep' };
}

interface UserWord {
  readonly role: 'sidecar' | 'keep';
  readonly text: string;
}

function saying(comment: Directive, role: string): string {
  return 'unread' in comment ? 'is not understood' : `says ${role}`;
}

/** What the user said of a container: `keep` wins, and a comment speaks louder than a glob. */
function userWord(container: Container, globs: RoleGlobs): UserWord | null {
  for (const role of ['keep', 'sidecar'] as const) {
    const comment = container.directives.find((directive) => directive.kind === role);
    if (comment !== undefined)
      return { role, text: `the comment on line ${comment.place.line} ${saying(comment, role)}` };
  }
  const keep = globs.keeps.find((glob) => matchesGlob(glob, container));
  if (keep !== undefined) return { role: 'keep', text: `${keep.source} ${keep.text} says keep` };
  const sidecar = globs.sidecars.find((glob) => matchesGlob(glob, container));
  if (sidecar !== undefined)
    return { role: 'sidecar', text: `${sidecar.source} ${sidecar.text} says sidecar` };
  return null;
}
