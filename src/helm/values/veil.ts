import { actionsIn, replaceActions } from '../../text/actions.js';

/**
 * A text with template actions is no YAML: `image: {{ .Values.image }}`. Under a veil it is. Each
 * character of an action becomes one that means nothing to YAML, of the private use area, so that
 * every offset stays; a line of nothing but actions becomes a comment.
 */
const CONTROL = 'if|else|end|with|range|define|block|break|continue|/\\*|\\$\\w+\\s*:?=';
const CONTROL_START = new RegExp(`^([ \\t]*)\\{\\{-?\\s*(?:${CONTROL})`);
const CONTROL_END = /\}\}[ \t]*\r?$/;
const VEIL = 0xe000;
const VEILED = /[\uE000-\uE07F]/;

/** null where an action runs over several lines, or the text has such characters by itself. */
export function veiled(text: string): string | null {
  if (VEILED.test(text)) return null;
  if (!text.includes('{{')) return text;
  if (actionTexts(text).some((action) => action.includes('\n'))) return null;
  return text.split('\n').map(veiledLine).join('\n');
}

function veiledLine(line: string): string {
  const hidden = replaceActions(line, hide);
  const lead = controlLead(line);
  return lead === undefined ? hidden : `${lead}#${hidden.slice(lead.length + 1)}`;
}

/** What stands before the actions of a line that is nothing else, and begins with one of control. */
function controlLead(line: string): string | undefined {
  return CONTROL_END.test(line) ? CONTROL_START.exec(line)?.[1] : undefined;
}

function actionTexts(text: string): readonly string[] {
  return actionsIn(text).map(({ start, end }) => text.slice(start, end));
}

function hide(action: string): string {
  return action.replace(/\p{ASCII}/gu, (char) => String.fromCharCode(VEIL + char.charCodeAt(0)));
}

/** The text as it was. */
export function unveiled(text: string): string {
  return text
    .replace(/#\uE07B(?!\uE07B)/g, '{{')
    .replace(/[\uE000-\uE07F]/g, (char) => String.fromCharCode(char.charCodeAt(0) - VEIL));
}

/**
 * Why some lines of a text cannot leave the rest of it, or null. What opens in them has to end in
 * them; nothing around them may be open; a variable is one of theirs.
 */
export function tiedBy(text: string, first: number, last: number): string | null {
  const lines = text.split('\n');
  if (depthOf(lines.slice(0, first)).depth !== 0)
    return 'it is between actions that begin above it';
  const own = lines.slice(first, last + 1);
  const { depth, least } = depthOf(own);
  if (depth !== 0 || least < 0)
    return 'actions that begin inside it do not end inside it, or the other way round';
  const actions = actionTexts(own.join('\n'));
  if (actions.some((action) => /\$\w/.test(action))) return 'its actions have variables';
  if (own.some((line) => controlLead(line) !== undefined && /-\}\}\s*$/.test(line)))
    return 'an action removes the end of its line';
  return null;
}

/** What is open at the end, and the least at any point; `else` belongs to what is open around it. */
function depthOf(lines: readonly string[]): { readonly depth: number; readonly least: number } {
  let depth = 0;
  let least = 0;
  for (const action of actionTexts(lines.join('\n'))) {
    const word = /^\{\{-?\s*(\w+)/.exec(action)?.[1] ?? '';
    if (/^(?:if|with|range|define|block)$/.test(word)) depth++;
    else if (word === 'end') depth--;
    least = Math.min(least, word === 'else' ? depth - 1 : depth);
  }
  return { depth, least };
}
