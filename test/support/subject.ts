import type { Container } from '../../src/model/container.js';
import { appsBeside, type Pod } from '../../src/model/pod.js';
import type { Subject } from '../../src/model/rule.js';
import type { Settings } from '../../src/model/settings.js';
import { EMPTY_TREE, type Tree } from '../../src/model/tree.js';
import { isMap, listAt, mapAt, type Value, type ValueMap } from '../../src/model/value.js';
import { place } from '../../src/plan/placement.js';
import type { Rule } from '../../src/rules/define.js';

const PLACE = { path: 'pod.yaml', line: 1, column: 1, offset: 0 };

export const SETTINGS: Settings = {
  sidecars: [],
  keeps: [],
  unsafe: false,
  accept: [],
  severities: new Map(),
  placement: 'auto',
  kubeMinor: 29,
  kubeSource: 'default',
  kinds: [],
  customKinds: [],
  charts: [],
  environment: new Map(),
  environments: [],
  includeGenerated: false,
  removeWorkarounds: false,
};

export interface ObjectParts {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly path?: readonly string[];
  readonly keys?: Pod['keys'];
  readonly labels?: ValueMap;
  readonly annotations?: ValueMap;
  readonly inexpressible?: string;
  /** Other keys of the object. */
  readonly more?: ValueMap;
}

/** A pod with this spec, in a Deployment unless the parts say otherwise. */
export function podOf(spec: ValueMap, parts: ObjectParts = {}): Pod {
  const path = parts.path ?? ['spec', 'template', 'spec'];
  const keys = parts.keys ?? { containers: 'containers', init: 'initContainers' };
  const { apiVersion = 'apps/v1', kind = 'Deployment' } = parts;
  const nested = path.reduceRight<Value>((inner, key) => ({ [key]: inner }), spec);
  const object = { ...(isMap(nested) ? nested : {}), ...parts.more, apiVersion, kind };
  return {
    id: 'pod.yaml#0/spec',
    transform: 'manifest',
    path: 'pod.yaml',
    at: { document: 0, path },
    keys,
    place: PLACE,
    workload: {
      apiVersion,
      kind,
      name: 'shop',
      namespace: '',
      labels: {},
      annotations: {},
      object,
    },
    spec: mapAt(object, path) ?? spec,
    podLabels: parts.labels ?? {},
    podAnnotations: parts.annotations ?? {},
    containers: containersIn(spec, keys.containers, 'container'),
    initContainers: containersIn(spec, keys.init, 'init'),
    provenance: null,
    ignored: null,
    inexpressible: parts.inexpressible ?? null,
    renderings: [],
  };
}

function containersIn(spec: ValueMap, key: string, kind: Container['kind']): readonly Container[] {
  return listAt(spec, [key])
    .filter(isMap)
    .map((value, index) => ({
      name: typeof value.name === 'string' ? value.name : '',
      image: typeof value.image === 'string' ? value.image : null,
      value,
      kind,
      index,
      place: { ...PLACE, line: 10 + index },
      texts: new Map(),
      directives: [],
    }));
}

export interface Question {
  readonly parts?: ObjectParts;
  /** Names of those that move; the last container where nothing is said. */
  readonly moving?: readonly string[];
  readonly settings?: Partial<Settings>;
  readonly tree?: Partial<Tree>;
}

/** What a rule says of the first container that moves. */
export function ask(rule: Rule, spec: ValueMap, question: Question = {}) {
  return rule.check?.(subjectOf(spec, question)) ?? [];
}

export function subjectOf(spec: ValueMap, question: Question = {}): Subject {
  const pod = podOf(spec, question.parts);
  const names = question.moving ?? [pod.containers.at(-1)?.name ?? ''];
  const moving = pod.containers.filter(({ name }) => names.includes(name));
  const container = pod.containers.findLast(({ name }) => name === names[0]);
  if (container === undefined) throw new Error(`there is no container ${names[0]}`);
  const settings = { ...SETTINGS, ...question.settings };
  return {
    pod,
    container,
    apps: appsBeside(pod, moving),
    moving,
    before: place(pod, moving, settings).before,
    settings,
    tree: { ...EMPTY_TREE, ...question.tree },
  };
}

/** Severities only: what a rule decides, whatever its words are. */
export function severities(rule: Rule, spec: ValueMap, question: Question = {}) {
  return ask(rule, spec, question).map(({ severity }) => severity);
}

/** A pod of an application and a sidecar, with more in the sidecar and in the spec. */
export function pair(sidecar: ValueMap = {}, spec: ValueMap = {}, app: ValueMap = {}): ValueMap {
  return {
    containers: [
      { name: 'web', image: 'example.com/web:1', ...app },
      { name: 'proxy', image: 'example.com/proxy:1', ...sidecar },
    ],
    ...spec,
  };
}

/** A CRD whose schema has this at the path of init containers of a pod template. */
export function definition(group: string, kind: string, items: ValueMap | null) {
  const wrap = (key: string, inner: ValueMap): ValueMap => ({ properties: { [key]: inner } });
  const schema =
    items === null
      ? null
      : ['spec', 'template', 'spec', 'initContainers'].reduceRight<ValueMap>(
          (inner, key) => wrap(key, inner),
          { items },
        );
  return { group, kind, schema, place: PLACE };
}
