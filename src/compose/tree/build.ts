import type { HookReference, IgnoredDifference, Tree } from '../../model/tree.js';
import { isMap, listAt, textAt, type Value, type ValueMap } from '../../model/value.js';
import { definitionOf } from './definitions.js';
import { type ReferenceDocument, referenceDocuments } from './document.js';
import { patchesOf, pointersOf } from './patches.js';
import { isKustomization } from './reference-scan.js';
import { ingressOf, serviceOf } from './services.js';
import { mentions, type Terms } from './terms.js';

export interface TreeRequest {
  readonly paths: readonly string[];
  readonly terms: Terms;
  /** null for what is not there or cannot be read. */
  read(path: string): string | null;
}

type Growing = {
  -readonly [K in keyof Tree]: Tree[K] extends readonly (infer T)[] ? T[] : Set<string>;
};

/** Reads what may speak of the containers that would move, and parses only what mentions them. */
export function buildTree({ paths, terms, read }: TreeRequest): Tree {
  const tree: Growing = {
    services: [],
    ingresses: [],
    healthChecks: new Set(),
    patches: [],
    hooks: [],
    definitions: [],
    exitsAfterAuth: [],
    ignoredDifferences: [],
  };
  for (const path of paths) {
    const text = read(path);
    if (text === null) continue;
    for (const document of referenceDocuments(path, text)) {
      if (!matters(document, terms)) continue;
      const object = document.object();
      for (const item of object === null ? [] : objectsOf(object))
        addTo(tree, document, item, read);
    }
  }
  return tree;
}

const KIND = /^\s*(?:- )?["']?kind["']?\s*:\s*["']?(\w+)/gm;

/** In HCL, JSON or YAML, whatever the agent's configuration is written in. */
const EXITS = /exit_after_auth["'\\]{0,2}\s*[=:]\s*["'\\]{0,2}true/;

/** A cheap look before the parser's: its kind, and whether it says one of the words. */
function matters({ text }: ReferenceDocument, terms: Terms): boolean {
  const kinds = [...text.matchAll(KIND)].map((match) => match[1]);
  if (kinds.includes('CustomResourceDefinition')) return mentions(text, terms.kinds);
  if (kinds.includes('Service') && mentions(text, terms.ports)) return true;
  if (kinds.includes('Ingress')) return text.includes('gce');
  if (kinds.includes('BackendConfig')) return true;
  if (kinds.includes('ConfigMap') && EXITS.test(text)) return true;
  if (text.includes('velero.io/')) return mentions(text, terms.containers);
  return kinds.includes('Kustomization') || kinds.includes('Application');
}

function objectsOf(object: ValueMap): readonly ValueMap[] {
  return /List$/.test(textAt(object, ['kind']) ?? '')
    ? listAt(object, ['items']).filter(isMap)
    : [object];
}

function addTo(
  tree: Growing,
  document: ReferenceDocument,
  object: ValueMap,
  read: TreeRequest['read'],
): void {
  const kind = textAt(object, ['kind']) ?? '';
  const apiVersion = textAt(object, ['apiVersion']) ?? '';
  // What kustomize itself applies is followed, not only found (`compose/kustomize`).
  if (isKustomization(document.path)) return;
  if (kind === 'Kustomization' || kind === 'Application') {
    tree.patches.push(...patchesOf(document, object, read), ...pointersOf(document, object));
    if (kind === 'Application') tree.ignoredDifferences.push(...ignoredBy(document, object));
  } else if (kind === 'Service' && apiVersion === 'v1')
    tree.services.push(serviceOf(document, object));
  else if (kind === 'Ingress') tree.ingresses.push(ingressOf(document, object));
  else if (kind === 'BackendConfig') {
    if (
      isMap((object.spec as Value | undefined) ?? null) &&
      isMap((object.spec as ValueMap).healthCheck)
    )
      tree.healthChecks.add(
        `${textAt(object, ['metadata', 'namespace']) ?? ''}/${textAt(object, ['metadata', 'name']) ?? ''}`,
      );
  } else if (kind === 'ConfigMap')
    tree.exitsAfterAuth.push({
      name: textAt(object, ['metadata', 'name']) ?? '',
      namespace: textAt(object, ['metadata', 'namespace']) ?? '',
      place: document.placeOf('exit_after_auth'),
    });
  else if (kind === 'CustomResourceDefinition')
    tree.definitions.push(definitionOf(document, object));
  else if (apiVersion.startsWith('velero.io/')) tree.hooks.push(...hooksOf(document, object));
}

/** Argo CD's `ignoreDifferences`, one entry for each expression. */
function ignoredBy(document: ReferenceDocument, object: ValueMap): readonly IgnoredDifference[] {
  const owner = `Application ${textAt(object, ['metadata', 'name']) ?? ''}`;
  return listAt(object, ['spec', 'ignoreDifferences'])
    .filter(isMap)
    .flatMap((entry) =>
      [...listAt(entry, ['jqPathExpressions']), ...listAt(entry, ['jsonPointers'])]
        .map(String)
        .map((expression) => ({
          owner,
          kind: textAt(entry, ['kind']) ?? '',
          expression,
          place: document.placeOf(expression),
        })),
    );
}

/** Every `container` under a `hooks` of Velero's Backup, Schedule and Restore. */
function hooksOf(document: ReferenceDocument, object: ValueMap): readonly HookReference[] {
  const found: HookReference[] = [];
  const owner = `${textAt(object, ['kind']) ?? ''} ${textAt(object, ['metadata', 'name']) ?? ''}`;
  const walk = (value: Value | undefined): void => {
    if (Array.isArray(value)) for (const item of value) walk(item as Value);
    else if (isMap(value)) {
      if (typeof value.container === 'string')
        found.push({
          container: value.container,
          owner,
          namespaces: [],
          place: document.placeOf(value.container),
        });
      for (const key of Object.keys(value)) walk(value[key]);
    }
  };
  walk(object.spec);
  return found;
}
