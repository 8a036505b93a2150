import { type Document, isMap, isNode, isScalar, visit } from 'yaml';
import type { Comment } from '../yaml/document.js';

/** Signs of a language that runs before YAML does: Go templates, jinja, erb. */
const ANY_TEMPLATE = /\{\{|\{%|<%/;

const PARAMETER = /\$\{\{\w{1,200}\}\}/g;

/** Whether a text that did not parse was never meant to be YAML as it stands. */
export function looksTemplated(text: string): boolean {
  return ANY_TEMPLATE.test(text);
}

/** Actions that decide what becomes of the lines around them: ytt, jinja, erb, Go. */
const CONTROL = /^@|\{%|<%|\{\{-? ?(?:if|else|end|range|with)/;

/**
 * Whether a document that parses is a template all the same: `{{ x }}` reads as a map in a map, and
 * actions of control in comments between containers are run too. Elsewhere they move nothing that
 * moves here; actions inside quotes are plain text to YAML and to this tool.
 */
export function isTemplate(
  path: string,
  text: string,
  tree: Document.Parsed,
  comments: readonly Comment[],
): boolean {
  const actions = comments.filter((comment) => CONTROL.test(comment.text));
  if (actions.length > 0 && isAmongContainers(tree, actions)) return true;
  // Parameters of an OpenShift Template are text until the cluster fills them in.
  if (!ANY_TEMPLATE.test(text.replace(PARAMETER, ''))) return false;
  if (/(^|\/)templates\//.test(path)) return true;
  let found = false;
  visit(tree, {
    Map(_, map) {
      if (map.flow !== true || !map.items.some((pair) => isMap(pair.key))) return undefined;
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

/** Whether a comment stands on or between the lines of a list of containers. */
function isAmongContainers(tree: Document.Parsed, comments: readonly Comment[]): boolean {
  let found = false;
  visit(tree, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !/(?:ontainers|idecars)$/.test(String(key.value))) return undefined;
      const start = key.range?.[0] ?? 0;
      // A node's range runs to the next one: comments behind the last item are in it.
      const end = isNode(value) ? (value.range?.[2] ?? start) : start;
      found = comments.some(({ offset }) => offset >= start && offset <= end);
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}
