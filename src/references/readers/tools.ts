import type { ToolReference } from '../../model/references.js';
import type { GrowingTree } from '../../model/tree.js';
import type { ReferenceDocument } from '../document.js';
import type { TextReader } from '../reader.js';
import { isScript } from '../reference-scan.js';
import { mentions, type Terms } from '../terms.js';

/** `kubectl -n shop port-forward svc/shop 9090:metrics`, up to the end of the command. */
const FORWARD = /kubectl[^\n;|&]{0,120}?\sport-forward\s([^\n;|&]{0,200})/g;
const SERVICE = /(?:^|\s)(?:svc|services?)\/([\w.-]+)/;
const NAMED = /(?:^|\s)(?:\d{0,9}:)?([0-9-]{0,250}[a-z][a-z0-9-]{0,250})(?=\s|$|["'])/g;

/** `kubectl port-forward` needs a release of its own to find a port of a sidecar by name. */
const portForwards: TextReader = {
  matters: ({ text }, { ports }) => ports.size > 0 && text.includes('port-forward'),
  add(tree, document) {
    for (const match of document.text.matchAll(FORWARD)) {
      const service = SERVICE.exec(match[1] ?? '')?.[1];
      const words = (match[1] ?? '').replace(/-{1,2}[\w-]+(?:[= ][\w.-]+)?/g, ' ');
      const ports = [...words.matchAll(NAMED)].map(([, name = '']) => name);
      if (service !== undefined && ports.length > 0)
        tree.portForwards.push({ service, ports, place: document.placeAt(match.index) });
    }
  },
};

/** An image of kubectl, or the variable by which pipelines pin it. */
const PINNED = /(?:kubectl:|KUBECTL_VERSION["']?\s{0,9}[:=]\s{0,9}["']?)v?1\.(\d{1,2})\b/;

/** kubectl learned in 1.28 to count sidecars among the containers of a pod. */
const oldKubectl: TextReader = {
  matters: ({ text }) => text.includes('kubectl:') || text.includes('KUBECTL_VERSION'),
  add(tree, document) {
    const match = PINNED.exec(document.text);
    if (match !== null && Number(match[1]) < 28)
      tree.tools.push({ tool: 'kubectl', words: new Set(), place: document.placeAt(match.index) });
  },
};

const BUILDERS: readonly (readonly [ToolReference['tool'], (d: ReferenceDocument) => boolean])[] = [
  ['Skaffold', ({ text }) => /^apiVersion:\s*["']?skaffold\//m.test(text)],
  ['Tilt', ({ path }) => isScript(path) && !path.endsWith('.tf')],
  [
    'Terraform',
    ({ path, text }) => path.endsWith('.tf') && /"kube(?:rnetes|ctl)_|yamldecode/.test(text),
  ],
];

/** Tools that take a container by its name, or a manifest by its file. */
const builders: TextReader = {
  matters: (document, { containers, files }) =>
    BUILDERS.some(([, is]) => is(document)) &&
    (mentions(document.text, containers) || mentions(document.text, files)),
  add: addTool,
};

function addTool(
  tree: GrowingTree,
  document: ReferenceDocument,
  { containers, files }: Terms,
): void {
  const tool = BUILDERS.find(([, is]) => is(document))?.[0];
  const words = [...containers, ...files].filter((word) => isWord(document.text, word));
  if (tool === undefined || words.length === 0) return;
  tree.tools.push({
    tool,
    words: new Set(words),
    place: document.placeOf(words[0] ?? ''),
  });
}

/** Whether a text holds a word as a whole: not `agent` in `user-agent`. */
function isWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0 && word !== ''; at = text.indexOf(word, at + 1))
    if (!/[\w.-]/.test(text[at - 1] ?? '') && !/[\w-]/.test(text[at + word.length] ?? ''))
      return true;
  return false;
}

export const TOOLS: readonly TextReader[] = [portForwards, oldKubectl, builders];
