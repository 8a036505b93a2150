import { type Document, isMap, visit } from 'yaml';
import type { Comment } from './data.js';

/** Signs of a language that runs before YAML does: Go templates, jinja, erb. */
const ANY_TEMPLATE = /\{\{|\{%|<%/;

const PARAMETER = /\$\{\{\w{1,200}\}\}/g;

/** Whether a text that did not parse was never meant to be YAML as it stands. */
export function looksTemplated(text: string): boolean {
  return ANY_TEMPLATE.test(text);
}

/**
 * Whether a document that parses is a template all the same: `{{ x }}` reads as a map in a map, and
 * actions in comments are run too. Actions inside quotes are plain text to YAML and to this tool.
 */
export function isTemplate(
  path: string,
  text: string,
  tree: Document.Parsed,
  comments: readonly Comment[],
): boolean {
  if (comments.some((comment) => comment.text.startsWith('@'))) return true; // ytt
  // Parameters of an OpenShift Template are text until the cluster fills them in.
  if (!ANY_TEMPLATE.test(text.replace(PARAMETER, ''))) return false;
  if (/(^|\/)templates\//.test(path)) return true;
  if (comments.some((comment) => /\{%|<%|\{\{-? ?(if|else|end|range|with)/.test(comment.text)))
    return true;
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
