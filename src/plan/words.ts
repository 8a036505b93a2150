import { isOpen } from '../model/finding.js';
import { type ContainerDecision, findingsOnInits, type PodState } from '../model/plan.js';
import type { EffectivePod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import type { Provenance } from '../model/source.js';

/** Why a pod was decided as it was, and what to do next: one clause each. */
export interface Words {
  readonly reason: string;
  readonly next: string;
}

/** Why nobody should look at this pod at all, or null. */
export function keptBecause(pod: EffectivePod, settings: Settings): Words | null {
  const fragment = pod.fragments[0];
  if (fragment.ignored !== null)
    return {
      reason: `ignored by the comment on line ${fragment.ignored.place.line}`,
      next: '',
    };
  if (fragment.provenance !== null && !settings.includeGenerated)
    return { reason: fragment.provenance.why, next: nextForGenerated(fragment.provenance) };
  return null;
}

function nextForGenerated({ kind, origin }: Provenance): string {
  const source =
    origin === null ? `what ${kind === 'vendored' ? 'it was copied from' : 'makes it'}` : origin;
  return `change ${source}, or edit it all the same with --include-generated`;
}

export function wordsFor(
  pod: EffectivePod,
  state: PodState,
  containers: readonly ContainerDecision[],
): Words {
  const [wrong] = findingsOnInits(containers);
  if (wrong !== undefined && (state === 'native' || state === 'kept'))
    return { reason: `${wrong.message} (${wrong.code})`, next: wrong.remedy };
  switch (state) {
    case 'moved':
      return {
        reason:
          pod.fragments[0].values?.switched == null
            ? `${names(containers, 'moved')} moved to initContainers`
            : `the values are set that make ${names(containers, 'moved')} native`,
        next: '',
      };
    case 'review':
      return reviewWords(containers);
    case 'refused':
      return refusedWords(containers);
    case 'native':
      return { reason: `${names(containers, 'native')} already native`, next: '' };
    case 'kept':
      return keptWords(pod, containers);
  }
}

/** A migration that stopped half-way: the base was done, and its patches were not. */
export function catchUpWords(names: readonly string[]): Words {
  const are = names.length === 1 ? 'is' : 'are';
  return {
    reason: `${names.join(', ')} ${are} native already, and patches that looked for ${names.length === 1 ? 'it' : 'them'} under containers follow`,
    next: '',
  };
}

function keptWords(pod: EffectivePod, containers: readonly ContainerDecision[]): Words {
  const signalled = containers.find((entry) =>
    entry.role?.signals.some(({ weight }) => weight === 'user' || weight === 'identity'),
  );
  if (signalled === undefined)
    return {
      reason: 'nothing marks one of its containers as a sidecar',
      next: `if one is, name it: --sidecar ${pod.containers.at(-1)?.name || '<container>'}`,
    };
  const { name } = signalled.container;
  const isUserWord = signalled.role?.signals[0]?.weight === 'user';
  return {
    reason: `${name} stays: ${signalled.role?.why ?? ''}`,
    next: isUserWord ? '' : `if it is a sidecar all the same, say so: --sidecar ${name}`,
  };
}

function reviewWords(containers: readonly ContainerDecision[]): Words {
  const waiting = containers.filter((entry) => entry.state === 'review');
  const likely = waiting.filter((entry) => entry.role?.verdict === 'likely');
  const open = [
    ...new Set(waiting.flatMap(({ findings }) => findings.filter(isOpen)).map((f) => f.code)),
  ];
  const together = waiting
    .flatMap(({ findings }) => findings)
    .find((finding) => finding.together === true);
  if (together !== undefined)
    return { reason: together.message, next: `--accept ${open.join(',')}` };
  const first = likely[0];
  if (first !== undefined)
    return {
      reason: `${first.container.name} is likely a sidecar: ${first.role?.why ?? ''}`,
      next: `if it is, say so: ${likely.map(({ container }) => `--sidecar ${container.name}`).join(' ')}`,
    };
  return {
    reason: `${names(containers, 'review')} can move once ${open.length === 1 ? 'a warning is' : 'warnings are'} accepted: ${open.join(', ')}`,
    next: `sidecar-migrate explain ${open[0] ?? ''} says more; accept with --unsafe, or code by code with --accept`,
  };
}

function refusedWords(containers: readonly ContainerDecision[]): Words {
  const refused = containers.find((entry) => entry.state === 'refused');
  const block = refused?.findings.find((finding) => finding.severity === 'block');
  return {
    reason: block === undefined ? '' : `${block.message} (${block.code})`,
    next: block?.remedy ?? '',
  };
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
