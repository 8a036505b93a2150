const ACTION_FOR_ITEMS =
  /^[ \t-]*(?:initC|c)ontainers["']?:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]{0,200}(?:#[^\n]{0,1000})?\r?\n){0,200}[ \t]{0,200}\{\{/m;

/** Whether an action makes the items of a container list: no parser is needed to tell a template. */
export function makesItems(text: string): boolean {
  return ACTION_FOR_ITEMS.test(text);
}

/** Whether a whole file is such a template, with no other document beside it. */
export function isOneTemplate(text: string): boolean {
  return makesItems(text) && !/\n---(?:\s|$)/.test(text);
}

/** What is said of a file that is a template: it is counted, not spelled out. */
export const TEMPLATED = {
  kind: 'templated',
  message: 'contains template actions and is YAML only after it is rendered',
  remedy: 'migrate the template by hand, or the rendered output with --include-generated',
} as const;

const TEMPLATE = /[^/]\.(?:ya?ml|tpl)$/;

/** Whether a file stands where charts have their templates; others do, too. */
export function isTemplateFile(path: string): boolean {
  return TEMPLATE.test(path) && /(?:^|\/)templates\//.test(path);
}
