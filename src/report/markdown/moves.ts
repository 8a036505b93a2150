import { type ContainerDecision, isMoved, type PodDecision } from '../../model/plan.js';
import { count } from '../counting.js';
import { gainGroups } from '../moved.js';
import type { Told } from '../told.js';
import type { Part } from './part.js';
import { exampleOf, picture } from './picture.js';
import { link, name, placeOf, sentence, workload } from './words.js';

/** What moves, by what it is worth: a picture for each kind of change, and every workload. */
export function movesParts({ outcome, pathOf }: Told): readonly Part[] {
  const moved = outcome.decisions.filter(isMoved);
  if (moved.length === 0) return [];
  const groups = gainGroups(moved);
  const told = new Set(groups.flatMap(({ pods }) => pods));
  const followers = moved.filter((decision) => !told.has(decision));
  return [
    { head: '### What moves, and why\n\n', items: [], noun: '' },
    ...groups.map(({ kind, title, pods }): Part => {
      const example = exampleOf(pods);
      const whose = example === null ? '' : `How ${workload(example)} starts and ends:\n\n`;
      return {
        head: `#### ${sentence(title)}\n\n${whose}${picture(kind, example)}\n`,
        items: pods.map((decision) => podItem(decision, pathOf)),
        noun: 'workloads',
      };
    }),
    ...(followers.length === 0
      ? []
      : [
          {
            head: `#### ${count(followers.length, 'pod')} whose patches are updated\n\n`,
            items: followers.map((decision) => podItem(decision, pathOf)),
            noun: 'workloads',
          },
        ]),
  ];
}

function podItem(decision: PodDecision, pathOf: Told['pathOf']): string {
  const { pod, containers, state, reason } = decision;
  const moving = containers.filter((entry) => entry.state === 'moved');
  const place = { ...pod.place, path: pathOf(pod.place.path) };
  const part = state === 'partly-moved' ? ', in part' : '';
  const why = moving.length === 0 ? `: ${sentence(reason)}` : '';
  return `- ${workload(decision)} at ${placeOf(place)}${part}${why}\n${moving.map(containerItem).join('')}${requestItem(decision)}`;
}

function containerItem({ container, role, gain, findings, before }: ContainerDecision): string {
  const why = role === null ? '' : ` is a sidecar: ${sentence(role.why)}.`;
  const worth = gain === null ? '' : ` What improves: ${sentence(gain.message)}.`;
  const place = before === null ? '' : ` It is placed before ${name(before)}.`;
  const accepted = findings.flatMap(({ code, message, accepted: by }) =>
    by === null ? [] : [`    - accepted ${link(code)} (${sentence(by)}): ${sentence(message)}\n`],
  );
  return `  - ${name(container.name)}${why}${worth}${place}\n${accepted.join('')}`;
}

function requestItem({ resources }: PodDecision): string {
  const grown = resources.map(
    ({ resource, before, after }) =>
      `${sentence(resource)} ${sentence(before)} → ${sentence(after)}`,
  );
  return grown.length === 0 ? '' : `  - the pod requests: ${grown.join(', ')}\n`;
}
