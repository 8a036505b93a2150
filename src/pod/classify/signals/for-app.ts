import type { Container } from '../../../model/container.js';
import type { Relation } from '../../../model/relations.js';
import type { Signal } from '../../../model/role.js';
import { callsIn, programOf } from '../../facts/programs.js';
import { takesFromOthers } from '../catalogue/presence.js';
import { commandText, mountsOf } from '../command.js';
import { arePeers, isPlain, type Member, type RoleContext } from '../role-context.js';

/** What a container does for another one, in the direction in which only a helper does it. */
export function forApp(member: Member, context: RoleContext): readonly Signal[] {
  const relations = context.graph.from(member.container).filter((relation) => {
    const other = context.of(relation.to);
    return other !== null && !other.byFamily && !arePeers(member, other);
  });
  return relations.flatMap((relation) => signalOf(relation, member, context) ?? []);
}

function signalOf(
  relation: Relation,
  member: Member,
  context: RoleContext,
): Signal | readonly Signal[] | null {
  const { kind, text, to } = relation;
  switch (kind) {
    case 'reads':
      if (relation.follows === true) {
        const follows: Signal = { id: 'follows-app', weight: 'relation', text: `it ${text}` };
        return isOnlyATail(member.container)
          ? [
              follows,
              { id: 'only-tails', weight: 'shape', text: `it ${text}, and does nothing else` },
            ]
          : follows;
      }
      if (readsLogs(relation, member))
        return { id: 'ships-logs', weight: 'relation', text: `it ${text}` };
      if (!mayTellByReading(member, context) || readsBack(member.container, to, context))
        return null;
      return { id: 'reads-app', weight: 'relation', text: `it ${text}` };
    case 'reloads':
    case 'signals':
      return { id: 'reloads-app', weight: 'relation', text: `it ${text}` };
    case 'dials':
      return isExporter(member) && !context.finishes
        ? { id: 'exports-app', weight: 'relation', text: `it ${text}` }
        : { id: 'asks-app', weight: 'shape', text: `it ${text}` };
    case 'uses-socket':
      return { id: 'uses-socket', weight: 'shape', text: `it ${text}` };
    case 'watches':
    case 'waits-for-file':
    case 'redirects':
    case 'ends-by':
      return null;
  }
}

/** It is called after what it does to a process of the others, whose processes it can see. */
export function reloadsByName({ word, container }: Member, context: RoleContext): Signal | null {
  if (context.pod.spec.shareProcessNamespace !== true) return null;
  const says = /^reload(?:er)?$/.test(word?.word ?? '') || /reload/i.test(commandText(container));
  if (word === null || !says) return null;
  const text = 'it reloads a process of the pod, whose process namespace is shared';
  return { id: 'reloads-app', weight: 'relation', text };
}

/**
 * What takes logs elsewhere is told only to read them, from a volume that is called so, and takes in
 * nothing by the network: a pipeline of its own reads what is spooled for it, or listens.
 */
function readsLogs({ certainty, volume = '', path = '' }: Relation, member: Member): boolean {
  const { standing, container } = member;
  if (standing?.kind !== 'dual' || standing.known.family.category !== 'log-agent') return false;
  const isReadOnly = mountsOf(container).some((mount) => mount.volume === volume && mount.readOnly);
  const isCalled =
    /(?:^|[-_./])logs?(?:$|[-_./])|logs?$/i.test(volume) || /\/logs?(?:\/|$)/i.test(path);
  return certainty === 'written' && isReadOnly && isCalled && !takesFromOthers(container);
}

/**
 * A web server that reads what the other one writes may be what that one is there for; where the pod
 * has to finish, the work is the writer's, and nothing says that an unknown reader runs on.
 */
function mayTellByReading({ standing }: Member, { finishes }: RoleContext): boolean {
  if (standing?.kind !== 'dual') return !finishes;
  return finishes || standing.presence === 'sure' || standing.presence === 'intake';
}

/** What it reads in one place it may write in another: then neither is there for the other. */
function readsBack(container: Container, other: Container, { graph }: RoleContext): boolean {
  return graph.to(container).some(({ kind, from }) => kind === 'reads' && from === other);
}

/** Its one command, or the last one that its script comes to, is a `tail` of a file. */
function isOnlyATail(container: Container): boolean {
  const calls = callsIn(programOf(container)).filter(({ inTrap }) => !inTrap);
  const last = calls.at(-1);
  return (
    last?.name === 'tail' &&
    !/[|>]/.test(last.text) &&
    calls.every(({ name }) =>
      /^(?:tail|sh|bash|ash|touch|mkdir|set|sleep|test|\[|\[\[|ls|echo|true|:|until|while)$/.test(
        name,
      ),
    )
  );
}

/** Who asks for numbers is no client of what it asks. */
function isExporter({ word }: Member): boolean {
  return word !== null && /^(?:exporter|metrics)$/.test(word.word);
}

/** What others may be there for: nothing marks it, or its workload is named after it. */
export function isMain(member: Member): boolean {
  return isPlain(member) || (member.reason !== null && !member.byFamily);
}
