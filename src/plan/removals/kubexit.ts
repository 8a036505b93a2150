import type { Container } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import { isMap } from '../../model/value.js';
import { mountsOf } from '../../pod/classify/command.js';
import { isPrefixed, kubexitVariable, usesKubexit } from '../../pod/facts/kubexit.js';
import { callsIn, probeOf, programOf } from '../../pod/facts/programs.js';
import { envOf } from '../../pod/facts/scripts.js';
import { without } from './cuts.js';
import { operationsFor, pruned } from './prune.js';
import type { NodeEdit, Removal } from './removal.js';
import { volumeEdits, wholeLists } from './volumes.js';

/**
 * kubexit out of a whole pod (W-11): the word before each command, its variables, the init container
 * that copies it, and its volumes. Nothing where a use of it is written otherwise, or where somebody
 * who stays still has to die with others.
 */
export function kubexitRemovals(pod: Pod, moving: readonly Container[]): readonly Removal[] {
  const users = pod.containers.filter(usesKubexit);
  const sidecar = moving.find((each) => users.includes(each)) ?? moving[0];
  if (users.length === 0 || sidecar === undefined || !users.every(isPrefixed)) return [];
  const diesWith = (each: Container): boolean => envOf(each).has('KUBEXIT_DEATH_DEPS');
  if (users.some((each) => diesWith(each) && !moving.includes(each))) return [];
  const copiers = pod.initContainers.filter(copiesKubexit);
  if (pod.initContainers.some((each) => !copiers.includes(each) && usesKubexit(each))) return [];
  const edits = [
    ...users.flatMap(ownEdits),
    ...copiers.map((each): NodeEdit => initEdit(pod, each)),
  ];
  const after = pruned(pod, operationsFor(pod, wholeLists(pod, edits))).pod;
  const volumes = volumesOf(users, copiers).flatMap((volume) => volumeEdits(volume, pod, after));
  const gone: Removal = {
    code: 'SM911',
    sidecar,
    message: `kubexit is removed from ${users.map(({ name }) => name).join(', ')} with the move: sidecars start before the main container and are stopped after it; if the permission to get and watch pods was only for kubexit, remove it too`,
    words: ['kubexit'],
    edits: wholeLists(pod, [...edits, ...volumes]),
  };
  return [gone, ...users.flatMap((each) => birthsOf(each, pod, moving, sidecar))];
}

function ownEdits(container: Container): readonly NodeEdit[] {
  return [
    { container, node: ['command', 0], texts: null },
    ...without(
      container,
      'env',
      (entry) => isMap(entry) && kubexitVariable(String(entry.name ?? '')),
    ),
  ];
}

function initEdit(pod: Pod, { index }: Container): NodeEdit {
  return { container: null, node: [pod.keys.init, index], texts: null };
}

/** `cp /bin/kubexit /kubexit/kubexit`, and nothing else. */
function copiesKubexit(container: Container): boolean {
  const calls = callsIn(programOf(container));
  return calls.length === 1 && calls[0]?.name === 'cp' && calls[0].args.some(isKubexit);
}

function isKubexit(word: string): boolean {
  return /(?:^|\/)kubexit$/.test(word);
}

function volumesOf(users: readonly Container[], copiers: readonly Container[]): readonly string[] {
  const graves = new Set(users.map((each) => envOf(each).get('KUBEXIT_GRAVEYARD') ?? '/graveyard'));
  const own = users
    .flatMap(mountsOf)
    .filter(({ path }) => graves.has(path.replace(/(?<!\/)\/+$/, '')));
  return [...new Set([...own, ...copiers.flatMap(mountsOf)].map(({ volume }) => volume))];
}

/** It waited until others were ready; a sidecar without a startupProbe is only there. */
function birthsOf(
  container: Container,
  pod: Pod,
  moving: readonly Container[],
  sidecar: Container,
): readonly Removal[] {
  const awaited = (envOf(container).get('KUBEXIT_BIRTH_DEPS') ?? '').split(/[\s,]+/);
  const open = pod.containers.filter(
    (each) =>
      awaited.includes(each.name) &&
      (moving.includes(container) ||
        !moving.includes(each) ||
        probeOf(each, 'startupProbe') === undefined),
  );
  return open.map((each) => ({
    code: 'SM911',
    sidecar: moving.includes(each) ? each : sidecar,
    message: `${container.name} waited until ${each.name} was ready, and no longer does`,
    words: [],
    edits: [],
    remedy: moving.includes(each)
      ? `give ${each.name} a startupProbe, or accept SM911 if ${container.name} retries by itself`
      : `check that ${container.name} retries by itself, then accept SM911`,
  }));
}
