import type { Container } from '../model/container.js';
import type { Code, Finding } from '../model/finding.js';
import { isBlock, isOpen } from '../model/finding.js';
import type { ContainerState } from '../model/plan.js';
import type { Settings } from '../model/settings.js';
import type { SettingsChange, UnlockWords } from '../model/unlock.js';
import { RULES } from '../rules/index.js';

/** A version that answers a rule for good. */
const BY_VERSION: ReadonlyMap<Code, number> = new Map<Code, number>([
  ['SM108', 33],
  ['SM113', 34],
  ['SM109', 36],
  ['SM501', 33],
]);

export interface Waiting {
  readonly container: Container;
  readonly state: ContainerState;
  readonly isLikely: boolean;
  readonly findings: readonly Finding[];
  /** It would move without its workarounds. */
  readonly movesWithout: boolean;
}

/**
 * What the user could say to let a container move, the least first. Each is meant to do by itself,
 * and a run tries it before it is shown.
 */
export function unlocks(waiting: Waiting): readonly UnlockWords[] {
  const { container, state, isLikely, findings, movesWithout } = waiting;
  if (state !== 'review' && state !== 'blocked') return [];
  const role: SettingsChange = isLikely ? { sidecars: [container.name] } : {};
  const blocks = findings.filter(isBlock);
  const open = [...new Set(findings.filter(isOpen).map(({ code }) => code))];
  const versions = [...blocks, ...findings.filter(isOpen)].flatMap(
    ({ code }) => BY_VERSION.get(code) ?? [],
  );
  const facts = findings.flatMap(({ remedy }) => factIn(remedy) ?? []);
  const ways: SettingsChange[] = [
    ...(isLikely ? [role] : []),
    ...(versions.length > 0 ? [{ ...role, kubeMinor: Math.max(...versions) }] : []),
    ...facts.map((environment) => ({ ...role, environment })),
    ...(movesWithout ? [{ ...role, removeWorkarounds: true as const }] : []),
  ];
  const accepting: readonly SettingsChange[] =
    open.length === 0 ? [] : [{ accept: open }, { unsafe: true as const }];
  const all = [
    ...ways,
    ...accepting.map((each) => ({ ...role, ...each })),
    ...ways.flatMap((way) => accepting.map((each) => ({ ...way, ...each }))),
  ];
  return [...distinct(all.map(wordsOf)), ...allowances(blocks)];
}

/** An allow lowers a block to a warning, which takes a second word. */
function allowances(blocks: readonly Finding[]): readonly UnlockWords[] {
  const codes = [...new Set(blocks.map(({ code }) => code))];
  if (codes.length === 0 || !codes.every(canBeLowered)) return [];
  return [
    {
      text: `allow ${codes.join(', ')} -- <reason>, and --accept ${codes.join(',')}`,
      says: null,
    },
  ];
}

/** Whatever in the tree cannot follow a move is not the rule book's own block. */
function canBeLowered(code: Code): boolean {
  if (code === 'SM514') return true;
  return RULES.some((rule) => rule.code === code && !rule.absolute);
}

function factIn(remedy: string): SettingsChange['environment'] | null {
  const fact = /environment: \{([\w-]{1,60}): ["']?(\d[\w.-]{0,40})["']?\}/.exec(remedy);
  return fact?.[1] === undefined || fact[2] === undefined
    ? null
    : { name: fact[1], version: fact[2] };
}

/** The words of a saying, as they are typed. */
export function wordsOf(says: SettingsChange): UnlockWords {
  const { sidecars = [], accept = [], kubeMinor, environment } = says;
  const words = [
    ...sidecars.map((name) => `--sidecar ${name}`),
    ...(says.removeWorkarounds === true ? ['--remove-workarounds'] : []),
    ...(kubeMinor === undefined ? [] : [`--kube-version 1.${kubeMinor}`]),
    ...(environment === undefined
      ? []
      : [`environment: {${environment.name}: ${environment.version}}`]),
    ...(accept.length === 0 ? [] : [`--accept ${[...accept].sort().join(',')}`]),
    ...(says.unsafe === true ? ['--unsafe'] : []),
  ];
  return { text: words.join(' '), says };
}

/** The settings of a run that is told this, too. */
export function settingsWith(settings: Settings, says: SettingsChange): Settings {
  const { sidecars = [], accept = [], kubeMinor, environment } = says;
  const minor = kubeMinor ?? settings.kubeMinor;
  return {
    ...settings,
    sidecars: [...settings.sidecars, ...sidecars.map((text) => ({ text, source: '--sidecar' }))],
    accept: [
      ...settings.accept,
      ...accept.map((code) => ({ code, source: '--accept', reason: '' })),
    ],
    unsafe: settings.unsafe || says.unsafe === true,
    removeWorkarounds: settings.removeWorkarounds || says.removeWorkarounds === true,
    kubeMinor: minor,
    // A version on the command line counts for all paths.
    environments:
      kubeMinor === undefined
        ? settings.environments
        : settings.environments.map((each) => ({ ...each, kubeMinor: null })),
    environment:
      environment === undefined
        ? settings.environment
        : new Map([...settings.environment, [environment.name, environment.version]]),
  };
}

/** Both at once. */
export function together(a: SettingsChange, b: SettingsChange): SettingsChange {
  const unsafe = a.unsafe ?? b.unsafe;
  const accept = union(a.accept, b.accept);
  const sidecars = union(a.sidecars, b.sidecars);
  const minors = [a.kubeMinor ?? [], b.kubeMinor ?? []].flat();
  const environment = b.environment ?? a.environment;
  return {
    ...(sidecars.length > 0 ? { sidecars } : {}),
    ...((a.removeWorkarounds ?? b.removeWorkarounds) ? { removeWorkarounds: true } : {}),
    ...(minors.length > 0 ? { kubeMinor: Math.max(...minors) } : {}),
    ...(environment === undefined ? {} : { environment }),
    ...(unsafe === undefined ? (accept.length > 0 ? { accept } : {}) : { unsafe }),
  };
}

function union<T>(a: readonly T[] = [], b: readonly T[] = []): readonly T[] {
  return [...new Set([...a, ...b])];
}

/** Whether the first says all that the second says, or something that covers it. */
export function covers(more: SettingsChange, less: SettingsChange): boolean {
  const isIn = <T>(own: readonly T[] = [], all: readonly T[] = []): boolean =>
    own.every((each) => all.includes(each));
  return (
    isIn(less.sidecars, more.sidecars) &&
    (more.unsafe === true || (less.unsafe !== true && isIn(less.accept, more.accept))) &&
    (less.kubeMinor ?? 0) <= (more.kubeMinor ?? 0) &&
    (less.removeWorkarounds !== true || more.removeWorkarounds === true) &&
    (less.environment === undefined ||
      (less.environment.name === more.environment?.name &&
        less.environment.version === more.environment.version))
  );
}

function distinct(words: readonly UnlockWords[]): readonly UnlockWords[] {
  return [...new Map(words.map((each) => [each.text, each])).values()];
}
