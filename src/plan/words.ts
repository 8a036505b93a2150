import { type Code, type Finding, isBlock, isOpen } from '../model/finding.js';
import { type ContainerDecision, findingsOnInits, type PodState } from '../model/plan.js';
import { isCrowded, type Pod } from '../model/pod.js';
import type { Role, Signal } from '../model/role.js';
import type { Settings } from '../model/settings.js';
import type { Provenance } from '../model/source.js';

/** Why a pod was decided as it was, and what to do next: one clause each. */
export interface Words {
  readonly reason: string;
  readonly next: string;
}

/** Why nobody should look at this pod at all, or null. */
export function keptBecause(pod: Pod, settings: Settings): Words | null {
  const { ignored, provenance } = pod;
  if (ignored !== null)
    return {
      reason: `ignored by the comment on line ${ignored.place.line}`,
      next: '',
    };
  if (isCrowded(pod))
    return {
      reason: `it has ${pod.containers.length + pod.initContainers.length} containers, more than this tool compares with each other`,
      next: 'move its sidecars by hand',
    };
  if (provenance !== null && !settings.includeGenerated)
    return { reason: provenance.why, next: nextForGenerated(provenance) };
  return null;
}

function nextForGenerated({ kind, origin }: Provenance): string {
  const source =
    origin === null
      ? `what ${kind === 'vendored' ? 'it was copied from' : 'generates it'}`
      : origin;
  return `change ${source}, or use --include-generated to edit this file anyway`;
}

export function wordsFor(
  pod: Pod,
  state: PodState,
  containers: readonly ContainerDecision[],
): Words {
  const [wrong] = findingsOnInits(containers);
  if (wrong !== undefined && (state === 'native' || state === 'unchanged'))
    return { reason: `${wrong.message} (${wrong.code})`, next: wrong.remedy };
  switch (state) {
    case 'moved':
      return {
        reason:
          pod.values?.switched == null
            ? `${names(containers, 'moved')} moved to initContainers`
            : `values are set that make ${names(containers, 'moved')} native`,
        next: '',
      };
    case 'partly-moved': {
      const { reason, next } = heldWords(containers);
      const moved = names(containers, 'moved');
      return {
        reason: moved === '' ? reason : `${moved} moved to initContainers; ${reason}`,
        next,
      };
    }
    case 'review':
    case 'blocked':
      return heldWords(containers);
    case 'native':
      return { reason: `${names(containers, 'native')} already native`, next: '' };
    case 'unchanged':
      return keptWords(pod, containers);
  }
}

/** A migration that stopped half-way: the base was done, and its patches were not. */
export function nativeInBaseNote(names: readonly string[]): Words {
  const are = names.length === 1 ? 'is' : 'are';
  return {
    reason: `${names.join(', ')} ${are} native already, and the patches that look for ${names.length === 1 ? 'it' : 'them'} under containers are updated`,
    next: '',
  };
}

/** Whether it is worth a word that a container stays: somebody said so, or it is known as a helper. */
function isNoted({ signals }: Role): boolean {
  const has = (weight: Signal['weight']): boolean => signals.some((each) => each.weight === weight);
  return has('user') || has('identity') || (has('family') && has('against'));
}

function keptWords(pod: Pod, containers: readonly ContainerDecision[]): Words {
  const signalled = containers.find(({ role }) => role !== null && isNoted(role));
  if (signalled === undefined)
    return {
      reason: `${pod.containers.map(({ name }) => name || '(no name)').join(', ')}: nothing shows which is the sidecar`,
      next: `name it with --sidecar ${pod.containers.at(-1)?.name || 'NAME'}`,
    };
  const { name } = signalled.container;
  const isUserWord = signalled.role?.signals[0]?.weight === 'user';
  return {
    reason: `${name} stays: ${signalled.role?.why ?? ''}`,
    next: isUserWord ? '' : `if it is a sidecar anyway, use --sidecar ${name}`,
  };
}

/** Why sidecars of a pod do not move, each that does not, and what to do about it. */
function heldWords(containers: readonly ContainerDecision[]): Words {
  const held = [
    ...likelyWords(containers),
    ...waitingWords(containers),
    ...blockedWords(containers),
  ];
  return {
    reason: held.map(({ reason }) => reason).join('; '),
    next: [...new Set(held.map(({ next }) => next).filter((next) => next !== ''))].join('; '),
  };
}

function isLikely({ state, role }: ContainerDecision): boolean {
  return state === 'review' && role?.verdict === 'likely';
}

function likelyWords(containers: readonly ContainerDecision[]): readonly Words[] {
  const likely = containers.filter(isLikely);
  const by = likely.map(
    ({ container, role }) => `${container.name} is likely a sidecar: ${role?.why ?? ''}`,
  );
  if (by.length === 0) return [];
  const words = likely.map(({ container }) => `--sidecar ${container.name}`).join(' ');
  return [
    {
      reason: by.join('; '),
      next: `if ${likely.length === 1 ? 'it is' : 'they are'}, use ${words}`,
    },
  ];
}

function waitingWords(containers: readonly ContainerDecision[]): readonly Words[] {
  const waiting = containers.filter((entry) => entry.state === 'review' && !isLikely(entry));
  if (waiting.length === 0) return [];
  const findings = waiting.flatMap((entry) => entry.findings.filter(isOpen));
  const open = [...new Set(findings.map(({ code }) => code))];
  const together = findings.find((finding) => finding.together === true);
  if (together !== undefined)
    return [{ reason: together.message, next: `--accept ${open.join(',')}` }];
  return [
    {
      reason: `${waiting.map(({ container }) => container.name).join(', ')} can move once ${open.length === 1 ? 'a warning is' : 'warnings are'} accepted: ${open.join(', ')}`,
      next: `for details: sidecar-migrate explain ${open[0] ?? ''}; accept all warnings with --unsafe, or single rules with --accept`,
    },
  ];
}

/** One clause a rule: what it says of the first, the names of the others, and every remedy. */
function blockedWords(containers: readonly ContainerDecision[]): readonly Words[] {
  const byCode = new Map<Code, Blocked[]>();
  for (const { state, container, findings } of containers) {
    const block = state === 'blocked' ? findings.find(isBlock) : undefined;
    if (block === undefined) continue;
    byCode.set(block.code, [...(byCode.get(block.code) ?? []), { block, name: container.name }]);
  }
  return [...byCode].map(([code, blocked]): Words => {
    const message = blocked[0]?.block.message ?? '';
    const others = blocked.filter((each) => each.block.message !== message);
    const also = others.length === 0 ? '' : `; also ${others.map(({ name }) => name).join(', ')}`;
    return {
      reason: `${message} (${code}${also})`,
      next: [...new Set(blocked.map(({ block }) => block.remedy))].join('; '),
    };
  });
}

interface Blocked {
  readonly block: Finding;
  readonly name: string;
}

function names(
  containers: readonly ContainerDecision[],
  state: ContainerDecision['state'],
): string {
  return containers
    .filter((entry) => entry.state === state)
    .map(({ container }) => container.name)
    .join(', ');
}
