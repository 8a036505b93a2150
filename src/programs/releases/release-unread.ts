import { ts } from 'ts-morph';
import { mayNameContainers, shapeOf } from '../../helm/values/sites.js';
import { isList, isMap, type Path, type Value, valueAt } from '../../model/value.js';
import { CODE, isComputed } from '../evaluate/computed.js';
import { descend } from '../evaluate/descend.js';
import { declarationOf } from '../syntax/binding.js';
import { bare, keyOf } from '../syntax/parse.js';
import type { Scope } from '../syntax/scope.js';
import type { ProgramRelease } from './releases.js';

/** A key of containers in code: `sidecars:`, `extraContainers:`. */
const WORD = /(?:[cC]ontainers|[sS]ide[cC]ars)["']?\s{0,99}:/;

/** What of the values of a release may hold containers, and only running the program would tell. */
export function unreadIn(release: ProgramRelease, scope: Scope): readonly ts.Node[] {
  const { value, path, argument } = release;
  const values = valueAt(value, path);
  const paths = hiddenIn(values, path);
  return paths
    .map((own) => nodeAt(argument, own, scope))
    .filter((node, i, all) => (isComputed(values) ? speaks(node) : all.indexOf(node) === i));
}

function hiddenIn(value: Value | undefined, path: Path): readonly Path[] {
  if (isMap(value) && isComputed(value)) return [path];
  if (isList(value)) return value.flatMap((item, i) => hiddenIn(item, [...path, i]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, own]): readonly Path[] => {
    const at = [...path, key];
    if (mayNameContainers(key)) return !/init/i.test(key) && isHidden(own) ? [at] : [];
    // Most computed values are single ones, and hold no containers.
    if (isMap(own) && isComputed(own)) return WORD.test(String(own[CODE])) ? [at] : [];
    return hiddenIn(own, at);
  });
}

/** A list that is computed, or none of whose containers has a name that is written. */
function isHidden(value: Value): boolean {
  if (isMap(value) && isComputed(value)) return true;
  return isList(value) && value.length > 0 && value.every(isMap) && shapeOf(value) === null;
}

/** Where a value is written: its property, or the nearest thing around it. */
function nodeAt(argument: ts.Expression, path: Path, scope: Scope): ts.Node {
  for (let length = path.length - 1; length >= 0; length--) {
    const way = descend(argument, path.slice(0, length), scope);
    const key = String(path[length]);
    const property = way?.literal.properties.find(
      (own) => (keyOf(own.name) ?? own.name?.getText()) === key,
    );
    if (property?.getSourceFile() !== scope.file) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    return ts.isShorthandPropertyAssignment(property) ? property.name : property;
  }
  return argument;
}

/** Whether code that stands for all of the values speaks of containers, or what it names does. */
function speaks(node: ts.Node): boolean {
  if (WORD.test(node.getText())) return true;
  const name = ts.isExpression(node) ? bare(node) : node;
  const declaration = ts.isIdentifier(name) ? declarationOf(name) : null;
  return declaration !== null && WORD.test(declaration.getText());
}
