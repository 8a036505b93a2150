import type { createColors } from 'picocolors';
import type { ContainerDecision, PodDecision, PodState } from '../model/plan.js';
import type { Place } from '../model/source.js';
import { printable } from './escape.js';
import { type Line, line } from './layout.js';

type Colors = ReturnType<typeof createColors>;

/** Every pod with each of its containers and all that rules say of them: what `-v` shows. */
export function podLines(decisions: readonly PodDecision[], colors: Colors): readonly Line[] {
  return decisions.flatMap((decision) => {
    const { state, pod, reason, next } = decision;
    const words = next === '' ? '' : `; ${next}`;
    return [
      line(
        `${colors.bold(colorOf(state, colors)(state))} ${at(pod.place)}  ${workloadOf(decision)}: ${printable(`${reason}${words}`)}`,
        2,
        4,
      ),
      ...details(decision, colors),
      ...resourceLines(decision),
    ];
  });
}

function details(decision: PodDecision, colors: Colors): readonly Line[] {
  return decision.containers.flatMap((entry) => [
    line(
      `${colors.dim(`${lineOf(entry.container.place, decision.pod.place)}:`)} ${containerLine(entry)}`,
      4,
    ),
    ...entry.findings.map(({ code, severity, message, accepted, place }) =>
      line(
        `${code} ${severity}${elsewhere(place, entry.container.place)}${accepted === null ? '' : ` (accepted: ${printable(accepted)})`}: ${printable(message)}`,
        6,
      ),
    ),
  ]);
}

/** A container may come from a patch in another file. */
function lineOf({ path, line: number }: Place, pod: Place): string {
  return path === pod.path ? String(number) : `${printable(path)}:${number}`;
}

function elsewhere(place: Place, container: Place): string {
  if (place.path !== container.path) return ` at ${printable(place.path)}:${place.line}`;
  return place.line === container.line ? '' : ` on line ${place.line}`;
}

function resourceLines({ resources }: PodDecision): readonly Line[] {
  return resources.map(({ resource, before, after }) =>
    line(`the pod requests ${after} of ${printable(resource)}, ${before} before`, 6),
  );
}

function containerLine({ container, state, role, before, gain }: ContainerDecision): string {
  const where = state === 'moved' && before !== null ? ` before ${before}` : '';
  const why = role === null ? '' : `: ${role.why}`;
  const worth = gain === null ? '' : ` (${gain.message})`;
  return printable(`${container.name || '(no name)'} ${state}${where}${why}${worth}`);
}

/** What a workload is called: values are no object, and have a file. */
export function kindWord(kind: string): string {
  return kind === 'values' ? 'values file' : kind;
}

/** `Job nightly-report`. */
export function workloadOf({ pod }: PodDecision): string {
  const { kind, name } = pod.workload;
  const title = [kindWord(kind), name].filter((part) => part !== '').join(' ');
  return printable(title === '' ? 'no Kubernetes object' : title);
}

export function at({ path, line: number, column }: Place): string {
  return `${printable(path)}:${number}:${column}`;
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
    case 'unchanged':
      return colors.dim;
  }
}
