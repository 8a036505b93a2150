import { memberOf } from '../../helm/layers/plan/member.js';
import { push } from '../../model/groups.js';
import type { ContainerDecision, PodDecision } from '../../model/plan.js';
import type { Pod } from '../../model/pod.js';
import type { SettingsChange } from '../../model/unlock.js';
import { covers, wordsOf } from '../../plan/unlock.js';

/** A sidecar, sure or likely, that stays for now. */
export function isHeld({ state }: ContainerDecision): boolean {
  return state === 'review' || state === 'blocked';
}

/** What might let the sidecars of these pods move, each once. */
export function settingsChangesOf(decisions: readonly PodDecision[]): readonly SettingsChange[] {
  const sayings = decisions.flatMap(({ containers }) =>
    containers.flatMap(({ unlockedBy }) => unlockedBy.flatMap(({ says }) => says ?? [])),
  );
  return [...new Map(sayings.map((says) => [wordsOf(says).text, says])).values()];
}

/** The pods of a run by what a saying may change. */
export class Concerned {
  private readonly sayings = new Map<string, { says: SettingsChange; pods: Pod[] }>();
  private readonly byName = new Map<string, Pod[]>();
  private readonly groups = new Map<string, Pod[]>();

  constructor(pods: readonly Pod[], held: readonly PodDecision[]) {
    for (const decision of held)
      for (const says of settingsChangesOf([decision])) {
        const { text } = wordsOf(says);
        const known = this.sayings.get(text) ?? { says, pods: [] };
        known.pods.push(decision.pod);
        this.sayings.set(text, known);
      }
    for (const pod of pods) {
      for (const { name } of pod.containers) push(this.byName, name, pod);
      for (const group of groupsOf(pod)) push(this.groups, group, pod);
    }
  }

  /** Those that it may move, and those that have to move or stay with them. */
  by(saying: SettingsChange): readonly Pod[] {
    const open = [
      ...[...this.sayings.values()].flatMap(({ says, pods }) => (covers(saying, says) ? pods : [])),
      ...(saying.sidecars ?? []).flatMap((name) => this.byName.get(name) ?? []),
    ];
    const concerned = new Set<Pod>();
    const seen = new Set<string>();
    for (let pod = open.pop(); pod !== undefined; pod = open.pop()) {
      if (concerned.has(pod)) continue;
      concerned.add(pod);
      for (const group of groupsOf(pod)) {
        if (!seen.has(group)) open.push(...(this.groups.get(group) ?? []));
        seen.add(group);
      }
    }
    return [...concerned];
  }
}

/** Patches and layers of values that it shares with others. */
function groupsOf(pod: Pod): readonly string[] {
  const patches = pod.renderings.flatMap(({ steps }) => steps.map(({ patch }) => patch.id));
  const member = memberOf(pod);
  return [...new Set(member === null ? patches : [...patches, member.group.id])];
}
