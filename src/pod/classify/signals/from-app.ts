import type { Container } from '../../../model/container.js';
import type { Relation } from '../../../model/relations.js';
import type { Signal } from '../../../model/role.js';
import { listAt } from '../../../model/value.js';
import { baseOf } from '../catalogue/image.js';
import { arePeers, isStranger, type Member, type RoleContext } from '../role-context.js';
import { isMain } from './for-app.js';

/** What the application does with a container, in the direction in which it needs a helper. */
export function fromApp(member: Member, context: RoleContext): readonly Signal[] {
  const { container } = member;
  return context.graph.to(container).flatMap((relation): readonly Signal[] => {
    if (relation.kind === 'redirects')
      return [
        {
          id: 'redirected',
          weight: 'relation',
          text: `${relation.from.name} redirects the traffic of the pod through it`,
        },
      ];
    const other = context.of(relation.from);
    if (other === null || !isMain(other) || arePeers(member, other)) return [];
    if (asksBack(relation, context)) return [];
    switch (relation.kind) {
      case 'dials':
        // The port that nobody says may be the other one's own, unless this is known to have it.
        if (relation.certainty === 'likely' && isStranger(member)) return [];
        if (isResolverForOthers(relation, member, context)) return [];
        return [{ id: 'asked-by-app', weight: 'relation', text: saidOf(relation) }];
      case 'reads':
        return relation.mounted === true && !isStranger(member)
          ? [{ id: 'mounts-for-app', weight: 'relation', text: mountedOf(relation) }]
          : [];
      case 'uses-socket':
        return relation.certainty === 'written'
          ? [{ id: 'serves-socket', weight: 'relation', text: saidOf(relation) }]
          : [];
      default:
        return [];
    }
  });
}

/** A resolver with a port, beside nothing that serves anything, is asked by a network as well. */
function isResolverForOthers({ port }: Relation, member: Member, context: RoleContext): boolean {
  if (port !== 53 || listAt(member.container.value, ['ports']).length === 0) return false;
  return !context.members.some(
    (other) =>
      other !== member && isMain(other) && listAt(other.container.value, ['ports']).length > 0,
  );
}

function mountedOf({ from, volume = '' }: Relation): string {
  return `${from.name} reads what it mounts on the volume ${volume}`;
}

function saidOf({ from, port, path }: Relation): string {
  return port === undefined
    ? `${from.name} uses the socket that it creates in ${path ?? 'a shared volume'}`
    : `${from.name} connects to its port ${port} on localhost`;
}

/** Two that ask each other are there for each other. */
function asksBack({ from, to }: Relation, { graph }: RoleContext): boolean {
  return graph.from(to).some(({ kind, to: other }) => kind === 'dials' && other === from);
}

/** Names of what is only there to be asked by one other: never of an application. */
const ANSWERS =
  /(?:^|[-_.])(?:webhook|provider|plugin|mock|stub|fake|emulator|simulator)(?:[-_.]|$)/i;

/** It answers the one that the workload is named after, and its name says that this is what it is for. */
export function answersMain({ container, reason }: Member, context: RoleContext): boolean {
  if (reason !== null) return false;
  if (!ANSWERS.test(container.name) && !ANSWERS.test(baseOf(container.image ?? ''))) return false;
  return context.graph
    .to(container)
    .some(({ kind, from }) => kind === 'dials' && context.of(from)?.reason != null);
}

/** Whose files a helper reads, or who has a store of its own: that is what the others are there for. */
export function usesAsApp(
  member: Member,
  { graph, of }: RoleContext,
  stores: ReadonlyMap<Container, unknown>,
): Signal | null {
  if (!isStranger(member)) return null;
  for (const { kind, from, follows } of graph.to(member.container)) {
    if (kind !== 'reads' || (follows !== true && of(from)?.byFamily !== true)) continue;
    const text = `${from.name} reads the files that it writes`;
    return { id: 'read-by-helper', weight: 'against', text };
  }
  for (const { kind, to } of graph.from(member.container)) {
    if (kind !== 'dials' || !stores.has(to)) continue;
    return { id: 'has-a-store', weight: 'against', text: `${to.name} serves it` };
  }
  return null;
}
