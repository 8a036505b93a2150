import { isDeepStrictEqual } from 'node:util';
import { edgeChanges } from '../../../plan/depends-on.js';
import { listsOf } from './check.js';
import { type GroupPlan, placeOfLayer, refusalAt } from './group-plan.js';
import { type Member, memberOf } from './member.js';
import { viewOf } from './views.js';

/** Where `dependsOn` orders containers, it has to be right in each release: one text serves them all. */
export function checkEdges(plan: GroupPlan, members: Iterable<Member['pod']>): void {
  const [first] = members;
  const member = first === undefined ? null : memberOf(first);
  const rule = first?.values?.rule;
  if (member === null || rule?.ok !== true || rule.component.position !== 'by-edges') return;
  for (const stack of plan.group.stacks) {
    const [layer] = stack.layers;
    const view = layer === undefined ? null : viewOf({ ...member, layer: layer.id }, stack);
    const lists = listsOf(
      stack.layers.map((each) => plan.after(each)),
      plan.group.keys,
    );
    if (layer === undefined || view === null || lists === null) continue;
    const moving = view.containers.filter(({ name }) => plan.moving.has(name));
    const changes = new Map(
      edgeChanges(view, moving).map(({ container, edges }) => [container.name, edges]),
    );
    const wrong = view.containers.find(({ name, value }) => {
      const now = [...lists.containers, ...lists.inits].find((item) => item.name === name);
      const changed = changes.get(name);
      const wanted = changed === undefined ? value.dependsOn : (changed ?? undefined);
      return now !== undefined && !isDeepStrictEqual(now.value.dependsOn, wanted);
    });
    if (wrong !== undefined)
      plan.refuse(
        refusalAt(
          stack.layers.at(-1) ?? layer,
          `dependsOn of ${wrong.name} would have to differ in the release of ${stack.layers.map(placeOfLayer).join(' and ')}`,
          'move the container by hand, and set dependsOn in each of these files',
        ),
      );
  }
}
