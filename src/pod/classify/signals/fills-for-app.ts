import type { Container } from '../../../model/container.js';
import type { Signal } from '../../../model/role.js';
import { listAt } from '../../../model/value.js';
import { callsIn, type Program, programOf } from '../../facts/programs.js';
import { refreshes } from '../../facts/refreshes.js';
import { envOf } from '../../facts/scripts.js';
import { type Mount, mountsOf } from '../command.js';
import { arePeers, type Member, type RoleContext } from '../role-context.js';
import { isMain } from './for-app.js';

/**
 * It gets a token, a certificate or a state of files again and again, for ever, and puts it where the
 * one that the pod is for looks: nobody runs such a loop beside a reader for its own sake.
 */
export function renewsForApp(member: Member, context: RoleContext): readonly Signal[] {
  const { container } = member;
  const program = programOf(container);
  if (!refreshes(program) || listAt(container.value, ['ports']).length > 0) return [];
  const reader = filled(container, program, context).flatMap(({ volume }) =>
    context.sharersOf(volume).flatMap(({ container: other }) => {
      const found = other === container ? null : context.of(other);
      return found !== null && isMain(found) && !arePeers(member, found) ? [{ other, volume }] : [];
    }),
  )[0];
  if (reader === undefined) return [];
  const text = `it keeps updating what ${reader.other.name} mounts on the volume ${reader.volume}`;
  return [
    { id: 'fills-app', weight: 'relation', text },
    { id: 'only-renews', weight: 'shape', text },
  ];
}

/** The shared mounts that it says it writes to; the only one where it says nothing of any. */
function filled(container: Container, program: Program, context: RoleContext): readonly Mount[] {
  const shared = mountsOf(container).filter(
    ({ volume, readOnly }) => !readOnly && context.sharersOf(volume).length > 1,
  );
  const said = [...callsIn(program).map(({ text }) => text), ...envOf(container).values()];
  const named = shared.filter(({ path }) => said.some((text) => text.includes(path)));
  if (named.length > 0) return named;
  return shared.length === 1 ? shared : [];
}

/** A container that is named as a helper is, and fills what the one that the pod is for only reads. */
export function fillsApp(member: Member, context: RoleContext): Signal | null {
  const { container, word } = member;
  if (context.finishes || word?.where !== 'name' || LOOKS.test(word.word)) return null;
  for (const { volume, readOnly } of mountsOf(container)) {
    const reader = context
      .sharersOf(volume)
      .find((each) => each.readOnly && context.of(each.container)?.reason != null)?.container;
    if (readOnly || reader === undefined || reader === container) continue;
    const text = `it writes the volume ${volume} that ${reader.name} only reads`;
    return { id: 'fills-app', weight: 'relation', text };
  }
  return null;
}

/** Words of what takes things away, or only looks: what it writes is its own. */
const LOOKS =
  /^(?:logs?|logger|logging|tail|tailer|forwarder|shipper|collector|metrics|monitor|monitoring|exporter|backup|logrotate|healthz)$/;
