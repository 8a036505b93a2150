import { type Container, type EffectivePod, hasUnseenApp } from '../model/pod.js';
import type { Role, Signal } from '../model/role.js';
import { type Known, lookUp, SERVES_ALONE } from './catalogue/index.js';
import { byPresence } from './catalogue/presence.js';
import type { RoleGlobs } from './globs.js';
import { reasonToBe } from './signals/reason-to-be.js';
import { roleWord } from './signals/role-word.js';
import { SHAPES } from './signals/shape.js';
import { userWord } from './signals/user.js';

/** The role of each container of a pod, in their order. */
export function classify(pod: EffectivePod, globs: RoleGlobs): readonly Role[] {
  const roles = pod.containers.map((container) => roleOf(container, pod, globs));
  const [open, ...more] = roles.filter((role) => !isByIdentity(role));
  if (hasUnseenApp(pod) || open === undefined || more.length > 0) return roles;
  if (open.verdict !== 'likely' || !SERVES_ALONE.has(open.family ?? '')) return roles;
  return roles.map((role) => (role === open ? withoutOther(role) : role));
}

function isByIdentity({ verdict, signals }: Role): boolean {
  return verdict === 'sure' && signals[0]?.weight === 'identity';
}

/** The one that the pod would have no reason to be without. */
function withoutOther(role: Role): Role {
  const text = 'without it the pod would have no reason to be';
  const signal: Signal = { id: 'no-other', weight: 'against', text };
  return { ...role, verdict: 'app', why: text, signals: [...role.signals, signal] };
}

function roleOf(container: Container, pod: EffectivePod, globs: RoleGlobs): Role {
  const known = lookUp(container);
  const family = known?.family ?? null;
  const signals = signalsOf(container, pod, known);
  const settled = userWord(container, globs);
  if (settled !== null) {
    const said: Signal = { id: 'user', weight: 'user', text: settled.text };
    const verdict = settled.role === 'sidecar' ? 'sure' : 'app';
    return { verdict, why: settled.text, signals: [said, ...signals], family: family?.id ?? null };
  }
  const against = signals.find((signal) => signal.weight === 'against');
  const identity = signals.find((signal) => signal.weight === 'identity');
  const named = signals.find((signal) => signal.weight === 'word');
  // What may as well be the application by its image has the shape of one, too.
  const word = signals.find((signal) => signal.id === 'role-word');
  const shape = signals.find((signal) => signal.weight === 'shape');
  // Following another's file is what only a helper does; the other shapes fit both sides of a pair.
  const telling = signals.find((signal) => signal.id === 'tails-app-file');
  const strongest = identity ?? named ?? telling;
  const role = (verdict: Role['verdict'], why: string): Role => ({
    verdict,
    why,
    signals,
    family: family?.id ?? null,
  });
  if (strongest === undefined) return role('app', 'nothing marks it as a sidecar');
  // A CSI helper is never the driver, whatever its StatefulSet is called.
  const helps = family?.category === 'csi-helper' && hasApp(container, pod);
  if (against !== undefined && !(helps && against.id === 'named-as-workload'))
    return role('app', against.text);
  if (identity !== undefined) return role('sure', identity.text);
  if (word !== undefined && named === word && shape !== undefined && hasApp(container, pod))
    return role('sure', `${word.text}, and ${shape.text}`);
  return role('likely', strongest.text);
}

function signalsOf(
  container: Container,
  pod: EffectivePod,
  known: Known | null,
): readonly Signal[] {
  const found: (Signal | null)[] = [
    known === null ? null : catalogueSignal(container, known, pod),
    alwaysOnContainer(container),
    roleWord(container),
    ...SHAPES.map((shape) => shape(container, pod)),
    reasonToBe(container, pod),
  ];
  return found.filter((signal) => signal !== null);
}

/** Somebody meant a native sidecar and left it in the wrong list. */
function alwaysOnContainer(container: Container): Signal | null {
  if (container.value.restartPolicy !== 'Always') return null;
  return {
    id: 'restart-policy',
    weight: 'identity',
    text: 'it has restartPolicy: Always, which only a sidecar needs',
  };
}

/** Whether the pod keeps a container that nothing marks as a sidecar. */
function hasApp(container: Container, pod: EffectivePod): boolean {
  return (
    hasUnseenApp(pod) ||
    pod.containers.some((other) => other !== container && lookUp(other) === null)
  );
}

function catalogueSignal(container: Container, known: Known, pod: EffectivePod): Signal | null {
  const { family, by } = known;
  const what = family.category.replaceAll('-', ' ');
  const presence = byPresence(container, pod, hasUnseenApp(pod));
  if (presence === 'none') return null;
  return {
    id: `catalogue-${by}`,
    weight: presence === 'sure' ? 'identity' : 'word',
    text:
      by === 'name'
        ? `it is named as ${article(what)} is (${container.name})`
        : `its ${by} is ${article(what)} (${family.id})`,
  };
}

function article(what: string): string {
  return `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`;
}
