import { ts } from 'ts-morph';
import type { TextEdit } from '../../model/source.js';
import { isNothing, valueAt } from '../../model/value.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { renamed } from '../../text/edits.js';
import { isBlank, lineAt, lineStart, lineText } from '../../text/lines.js';
import { commaAfter, cutLines, membersOf } from '../edit/geometry.js';
import { listEdits } from '../edit/list-edits.js';
import { insertItems } from '../edit/move-items.js';
import type { ListRequest } from '../edit/moves.js';
import { spreadTrouble } from '../evaluate/spreads.js';
import { listOf, mapOf } from '../workloads/lists.js';
import type { Program } from '../workloads/program.js';
import type { Site } from '../workloads/site.js';

/** A site of values with the key of init containers, which the plan names. */
export function withInit(site: Site, to: string): Site {
  const { spec, scope, values, value, podPath } = site;
  if (values === null || spec === null) return site;
  const init = (values.shape === 'map' ? mapOf : listOf)(spec, to, scope);
  if (init === null && !isNothing(valueAt(value, [...podPath, to])))
    throw new CannotEdit(`${to} is set, and not written as a ${values.shape} where the values are`);
  const trouble = spreadTrouble(spec, { containers: site.keys.containers, init: to }, scope);
  if (trouble !== null) throw new CannotEdit(trouble);
  return { ...site, init, keys: { ...site.keys, init: to } };
}

/**
 * The edits for containers in values: what is left empty goes, for the application is not among them. All
 * of them with no init containers beside: the key alone gets the other name.
 */
export function releaseEdits(request: ListRequest): readonly TextEdit[] {
  const { program, site, moves, fields } = request;
  const { containers, init, keys } = site;
  const array = containers?.array;
  if (containers == null || array == null)
    throw new CannotEdit('the list is not written out where the values are');
  if (moves.length < membersOf(array).length) return listEdits(request);
  const { property } = containers;
  if (!ts.isPropertyAssignment(property) || property.initializer.getEnd() !== array.getEnd())
    throw new CannotEdit(`${keys.containers} is not written out where the values are`);
  if (init === null) {
    const { name } = property;
    const text = renamed(name.getText(), keys.init);
    return [
      { start: name.getStart(), end: name.end, text },
      ...moves.flatMap((move) => fields.get(move) ?? []),
    ];
  }
  return [removal(program, property), ...insertItems(request, array)];
}

/** The whole property with its line, or with the comma that it leaves over. */
function removal(program: Program, property: ts.PropertyAssignment): TextEdit {
  const { lines } = program;
  const start = property.getStart();
  const [first, last] = [lineAt(lines, start), lineAt(lines, property.end)];
  const comma = commaAfter(program, property.end);
  const end = comma < 0 ? property.end : comma + 1;
  const isAlone =
    isBlank(lines.text.slice(lineStart(lines, first), start)) &&
    isBlank(lines.text.slice(end, lineStart(lines, last) + lineText(lines, last).length));
  if (isAlone) return cutLines(program, first, lineAt(lines, end));
  const { properties } = property.parent;
  const index = properties.indexOf(property);
  const [previous, next] = [properties[index - 1], properties[index + 1]];
  if (next !== undefined) return { start, end: next.getStart(), text: '' };
  return { start: previous?.end ?? start, end, text: '' };
}
