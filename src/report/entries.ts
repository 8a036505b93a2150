import type { createColors } from 'picocolors';
import {
  type ContainerDecision,
  GAINS,
  type Gain,
  isMoved,
  type PodDecision,
  type PodState,
} from '../model/plan.js';
import type { Place } from '../model/source.js';
import { printable } from './escape.js';

type Colors = ReturnType<typeof createColors>;

/** How many pods with the same words are shown before the rest is counted. */
const SHOWN = 3;

export interface EntryOptions {
  readonly colors: Colors;
  readonly verbose: boolean;
}

/** The pods of one state, those with the same reason together, so that a thousand read like one. */
export function stateEntries(
  decisions: readonly PodDecision[],
  state: PodState,
  options: EntryOptions,
): readonly string[] {
  const own = decisions.filter((decision) => decision.state === state);
  const groups = new Map<string, PodDecision[]>();
  for (const decision of own) {
    const key = `${decision.reason}\n${decision.next}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [decision]);
    else group.push(decision);
  }
  const byGain = [...groups.values()].sort((a, b) => rank(a) - rank(b));
  return byGain.flatMap((group) => groupLines(group, state, options));
}

/** The best of what the moves of a pod are worth, or would be where none moves; or null. */
export function bestGain(decision: PodDecision): Gain['kind'] | null {
  const counted = isMoved(decision)
    ? decision.containers.filter(({ state }) => state === 'moved')
    : decision.containers;
  const own = counted.flatMap(({ gain }) => (gain === null ? [] : [gain.kind]));
  return GAINS.find((kind) => own.includes(kind)) ?? null;
}

function rank(group: readonly PodDecision[]): number {
  return Math.min(
    ...group.map((decision) => {
      const best = bestGain(decision);
      return best === null ? GAINS.length : GAINS.indexOf(best);
    }),
  );
}

function groupLines(
  group: readonly PodDecision[],
  state: PodState,
  { colors, verbose }: EntryOptions,
): readonly string[] {
  const shown = verbose ? group : group.slice(0, SHOWN);
  const first = group[0];
  if (first === undefined) return [];
  const mark = colors.bold(colorOf(state, colors)(state));
  const lines = shown.flatMap((decision) => [
    `${mark} ${at(decision.pod.place)} ${titleOf(decision)}`,
    ...(verbose ? details(decision, colors) : []),
    ...(verbose ? resourceLines(decision) : []),
  ]);
  if (group.length > shown.length)
    lines.push(`${mark} … and ${group.length - shown.length} more like it (-v shows them)`);
  lines.push(`    ${printable(first.reason)}`);
  if (first.next !== '') lines.push(`    ${colors.cyan('→')} ${printable(first.next)}`);
  return lines;
}

function details(decision: PodDecision, colors: Colors): readonly string[] {
  return decision.containers.flatMap((entry) => [
    `    ${colors.dim(`${lineOf(entry.container.place, decision.pod.place)}:`)} ${containerLine(entry)}`,
    ...entry.findings.map(
      ({ code, severity, message, accepted, place }) =>
        `      ${code} ${severity}${elsewhere(place, entry.container.place)}${accepted === null ? '' : ` (accepted: ${printable(accepted)})`}: ${printable(message)}`,
    ),
  ]);
}

/** A container may come from a patch in another file. */
function lineOf({ path, line }: Place, pod: Place): string {
  return path === pod.path ? String(line) : `${printable(path)}:${line}`;
}

function elsewhere(place: Place, container: Place): string {
  if (place.path !== container.path) return ` at ${printable(place.path)}:${place.line}`;
  return place.line === container.line ? '' : ` on line ${place.line}`;
}

function resourceLines({ resources }: PodDecision): readonly string[] {
  return resources.map(
    ({ resource, before, after }) =>
      `      the pod asks for ${after} of ${printable(resource)}, ${before} before`,
  );
}

function containerLine({ container, state, role, before, gain }: ContainerDecision): string {
  const where = state === 'moved' && before !== null ? ` before ${before}` : '';
  const why = role === null ? '' : `: ${role.why}`;
  const worth = gain === null ? '' : ` (gain: ${gain.message})`;
  return printable(`${container.name || '(no name)'} ${state}${where}${why}${worth}`);
}

function titleOf({ pod, containers }: PodDecision): string {
  const { kind, name } = pod.workload;
  const waiting = containers.filter(
    ({ state }) => state === 'review' || state === 'blocked' || state === 'moved',
  );
  const names = waiting.map(({ container }) => container.name).join(', ');
  const title = [kind, name].filter((part) => part !== '').join(' ') || 'no Kubernetes object';
  return printable(names === '' ? title : `${title}: ${names}`);
}

export function at({ path, line, column }: Place): string {
  return `${printable(path)}:${line}:${column}`;
}

function colorOf(state: PodState, colors: Colors): (text: string) => string {
  switch (state) {
    case 'moved':
      return colors.green;
    case 'partly-moved':
      return colors.yellow;
    case 'review':
      return colors.yellow;
    case 'blocked':
      return colors.red;
    case 'native':
    case 'kept':
      return colors.dim;
  }
}
