import { printable } from '../escape.js';

/** Whatever stands in files, safe to show: control and format characters of every text, at any depth, as their numbers. */
export function shown<T>(value: T): T {
  return shownAny(value) as T;
}

function shownAny(value: unknown): unknown {
  // A tab hides nothing, and a diff has them.
  if (typeof value === 'string') return value.split('\t').map(printable).join('\t');
  if (Array.isArray(value)) return value.map(shownAny);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shownAny(each)]));
}

/** JSON for a script element: without `<` nothing in it ends the element or begins a comment. */
export function asScriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** Text for an element or an attribute in double quotes. */
export function asHtml(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
