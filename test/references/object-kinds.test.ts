import { describe, expect, it } from 'vitest';
import { objectKindsIn } from '../../src/references/reference-scan.js';

const SPEAKS = 'spec:\n  description: |\n    kind: Service\n  names:\n    kind: Gadget\n';

describe('the kinds that the objects of a document may have', () => {
  it.each([
    [
      'a key of the root',
      `kind: CustomResourceDefinition\n${SPEAKS}`,
      ['CustomResourceDefinition'],
    ],
    ['the same in quotes, with a comment', `kind: "Service" # one\n`, ['Service']],
    ['behind a document mark', `---\nkind: Service\n`, ['Service']],
    ['JSON', '{"kind": "Service", "spec": {"kind": "Gadget"}}', ['Service']],
    ['JSON without a kind', '{"definitions": {"a": {"kind": "Service"}}}', []],
  ])('%s says it alone', (_, text, kinds) => {
    expect(objectKindsIn(text)).toEqual(kinds);
  });

  it.each([
    ['a List', `kind: List\nitems:\n- kind: Service\n`],
    ['a list of some kind', `kind: ServiceList\nitems:\n- kind: Service\n`],
    ['a Template', `kind: Template\nobjects:\n- kind: Service\n`],
    ['a List in JSON', '{"kind": "List", "items": [{"kind": "Service"}]}'],
    ['a root in brackets', `{kind: Service}`],
    ['a root in brackets behind a mark', `--- {\nkind: Service }\n`],
    ['an indented root', `  kind: Service\n`],
    ['a merged key', `<<: {kind: Service}\nkind: Gadget\n`],
    ['an action', `{{- if .a }}\nkind: Service\n{{- end }}\n`],
    ['a key in quotes', `"kind": Service\n`],
    ['an anchor', `kind: Gadget\n&a kind: Service\n`],
    ['two of them', `kind: Gadget\nkind: Service\n`],
    ['a list of objects', `- kind: Service\n`],
  ])('%s may hold others', (_, text) => {
    expect(objectKindsIn(text).length === 1 && objectKindsIn(text)[0] !== 'Service').toBe(false);
    if (!text.includes('&a')) expect(objectKindsIn(text)).toContain('Service');
  });
});
