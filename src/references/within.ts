import { push } from '../model/groups.js';
import {
  emptyTree,
  type GrowingTree,
  type PortOwner,
  type References,
  type ServiceReference,
  type Tree,
} from '../model/tree.js';
import type { ReferenceObject } from './document.js';
import type { Form, Rendered } from './rendered.js';

/** Lists whose entries are objects that kustomizations render. */
const RENDERED_LISTS = [
  'services',
  'portOwners',
  'ingresses',
  'policyPorts',
  'scalers',
  'scrapedPorts',
  'targetGroups',
] as const;

type RenderedLists = Pick<References, (typeof RENDERED_LISTS)[number]>;

/** What the objects of the tree say, and how each kustomization renders them. */
export interface TreeReferences {
  /** Of everything, as it is written and as it is rendered. */
  readonly whole: References;
  readonly rendered: Rendered;
  /** Of objects that no kustomization gathers. */
  readonly loose: References;
  /** What one rendered object says. */
  of(form: Form): References;
}

/**
 * The index as the pods of each kustomization see it: what it gathers as it renders it, and of all
 * else what others make of it. Kustomizations that render the same share one.
 */
export function treesWithin(said: TreeReferences): Pick<Tree, 'within' | 'companies'> {
  const around = aroundOf(said);
  const known = new Map<string, Tree>();
  const companies = new Map<string, Tree[]>();
  const ids = new Map<Form, number>();
  for (const forms of said.rendered.forms.values())
    for (const form of forms) ids.set(form, ids.size);
  const within = new Map<string, Tree>();
  for (const [kustomization, gathered] of said.rendered.within) {
    const key = [...gathered.values()].map((form) => ids.get(form)).join(' ');
    const tree = known.get(key) ?? treeOf(said, gathered, around, companies);
    within.set(kustomization, tree);
    if (known.has(key)) continue;
    known.set(key, tree);
    for (const { kind, id } of gathered.keys()) {
      if (kind === 'Service') push(companies, id, tree);
    }
  }
  return { within, companies };
}

interface Around {
  readonly lists: GrowingTree;
  /** The object that an entry was rendered from; none where nobody gathers it. */
  readonly from: ReadonlyMap<object, ReferenceObject>;
}

function aroundOf({ rendered, loose, of }: TreeReferences): Around {
  const lists = emptyTree();
  const from = new Map<object, ReferenceObject>();
  append(lists, loose);
  for (const [object, forms] of rendered.forms)
    for (const form of forms) {
      const own = of(form);
      append(lists, own);
      for (const key of RENDERED_LISTS) for (const entry of own[key]) from.set(entry, object);
    }
  return { lists, from };
}

/** Lists are put together when somebody asks: few rules look into most of them. */
function treeOf(
  { whole, of }: TreeReferences,
  gathered: ReadonlyMap<ReferenceObject, Form>,
  { lists, from }: Around,
  companies: Tree['companies'],
): Tree {
  const own = emptyTree();
  for (const form of gathered.values()) append(own, of(form));
  const known = new Map<string, unknown>();
  const listOf = <K extends keyof RenderedLists>(key: K): RenderedLists[K] => {
    const found = known.get(key) as RenderedLists[K] | undefined;
    if (found !== undefined) return found;
    const isElsewhere = (entry: object): boolean => {
      const object = from.get(entry);
      return object === undefined || !gathered.has(object);
    };
    const others = lists[key] as readonly object[];
    const made = [...own[key], ...others.filter(isElsewhere)] as unknown as RenderedLists[K];
    known.set(key, made);
    return made;
  };
  return {
    ...whole,
    get services() {
      return listOf('services');
    },
    get portOwners() {
      return listOf('portOwners');
    },
    get ingresses() {
      return listOf('ingresses');
    },
    get policyPorts() {
      return listOf('policyPorts');
    },
    get scalers() {
      return listOf('scalers');
    },
    get scrapedPorts() {
      return listOf('scrapedPorts');
    },
    get targetGroups() {
      return listOf('targetGroups');
    },
    within: new Map(),
    own: new Set<ServiceReference | PortOwner>([...own.services, ...own.portOwners]),
    companies,
  };
}

/** Adds what is said of something to parts of the index. */
export function append(to: GrowingTree, from: References, ...more: readonly GrowingTree[]): void {
  for (const tree of [to, ...more])
    for (const key of Object.keys(tree) as (keyof References)[]) {
      const own = tree[key];
      if (own instanceof Set) for (const name of from.healthChecks) own.add(name);
      else for (const entry of from[key]) (own as unknown[]).push(entry);
    }
}
