import type { Role, Signal } from '../../model/role.js';
import { isMap, listAt } from '../../model/value.js';
import { mayBeApplication } from './catalogue/presence.js';
import { commandText } from './command.js';
import { isPlain, isStranger, isWatching, type Member, type RoleContext } from './role-context.js';

/**
 * Where every container of a pod is a sidecar by what it is, the pod would have no reason to be: the
 * one that the others are there for is its application.
 */
export function withPurpose(roles: readonly Role[], context: RoleContext): readonly Role[] {
  if (context.unseen || roles.some(({ verdict }) => verdict === 'app')) return roles;
  const purpose = roles.every(isByIdentity) ? purposeOf(roles, context) : onlyDual(roles, context);
  return purpose === null
    ? roles
    : roles.map((role, i) => (i === purpose ? withoutOther(role) : role));
}

function isByIdentity({ verdict, signals }: Role): boolean {
  return verdict === 'sure' && signals[0]?.weight === 'identity';
}

/** The one of a family with a life of its own, beside helpers. */
function onlyDual(roles: readonly Role[], context: RoleContext): number | null {
  const open = roles.flatMap((role, i) => (isByIdentity(role) ? [] : [i]));
  const [only] = open;
  const isDual = only !== undefined && context.members[only]?.standing?.kind === 'dual';
  return open.length === 1 && isDual ? only : null;
}

/** Whom the rest is there for: who asks a store of its own, or the one that others use too. */
function purposeOf(roles: readonly Role[], context: RoleContext): number | null {
  const only = (test: (member: Member, role: Role) => boolean): number | null => {
    const found = context.members.flatMap((member, i) => {
      const role = roles[i];
      return role !== undefined && test(member, role) ? [i] : [];
    });
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  const isStore = ({ standing }: Member): boolean => standing?.kind === 'store';
  return (
    only((member) => !isStore(member) && asksStore(member, context)) ??
    only(({ standing }) => standing?.kind === 'dual' && mayBeApplication(standing)) ??
    only((member) => !isStore(member))
  );
}

function asksStore({ container }: Member, context: RoleContext): boolean {
  return context.graph
    .from(container)
    .some(({ kind, to }) => kind === 'dials' && context.of(to)?.standing?.kind === 'store');
}

function servesPorts({ container }: Member): boolean {
  return listAt(container.value, ['ports']).some((port) => isMap(port));
}

/** The one that the pod would have no reason to be without. */
function withoutOther(role: Role): Role {
  const text = 'without it the pod would have no main container';
  const signal: Signal = { id: 'no-other', weight: 'against', text };
  return { ...role, verdict: 'app', why: text, signals: [...role.signals, signal] };
}

/**
 * A known helper may be the application itself: where nothing else can be, or where it alone serves
 * something, among containers that are called like helpers.
 */
export function mayBePurpose(member: Member, context: RoleContext): boolean {
  if (context.unseen) return false;
  const others = context.members.filter((other) => other !== member);
  const category = member.standing?.known.family.category;
  const isHelper = member.standing?.kind === 'helper' && !isWatching(member);
  const mayBe = ({ standing, reason }: Member): boolean =>
    mayBeApplication(standing, category) ||
    reason !== null ||
    // Two agents are peers, also where one of them only ever helps.
    (isHelper && standing?.kind === 'dual');
  if (!others.some(mayBe)) return !others.every(({ byFamily }) => byFamily);
  const strangers = others.filter(isStranger);
  return (
    servesPorts(member) &&
    strangers.length > 0 &&
    !strangers.some(isPlain) &&
    !others.some((other) => servesPorts(other) || other.reason !== null)
  );
}

/** Two that look alike are never one an application and one a sidecar, unless somebody said so. */
export function levelled(roles: readonly Role[], { members }: RoleContext): readonly Role[] {
  const isOpen = (role: Role | undefined): role is Role =>
    role !== undefined && role.signals[0]?.weight !== 'user';
  const apps = new Set(
    members.flatMap((member, i) => {
      const role = roles[i];
      return isOpen(role) && role.verdict === 'app' ? (look(member) ?? []) : [];
    }),
  );
  return roles.map((role, i) => {
    const member = members[i];
    const own = member === undefined ? null : look(member);
    if (role.verdict !== 'sure' || !isOpen(role) || own === null || !apps.has(own)) return role;
    return {
      ...role,
      verdict: 'likely',
      why: `${role.why}, but a similar container is not a sidecar`,
    };
  });
}

/** Image and command; null where a patch or an empty image says nothing of either. */
function look({ container }: Member): string | null {
  return container.image ? `${container.image} ${commandText(container)}` : null;
}
