import type { ContainerPolicy } from '../../model/references.js';
import { isMap, listAt, mapAt, textAt, type Value, valueAt } from '../../model/value.js';
import type { ReferenceObject } from '../document.js';
import type { Reader, TextReader } from '../reader.js';
import { constraintMatch, kyvernoMatches, webhookMatches } from './policy-matches.js';

const namesContainers = (text: string): boolean => text.includes('ontainers');

/** Policies that look at `containers` and never at `initContainers`: what moves is out of their sight. */
export const POLICIES: readonly Reader[] = [
  {
    kinds: ['ClusterPolicy', 'Policy'],
    matters: (text) => text.includes('kyverno.io/') && namesContainers(text),
    add(tree, object) {
      if (object.apiVersion.startsWith('kyverno.io/')) tree.policies.push(...kyvernoRules(object));
    },
  },
  {
    kinds: [
      'ValidatingAdmissionPolicy',
      'MutatingAdmissionPolicy',
      'ValidatingPolicy',
      'MutatingPolicy',
    ],
    matters: namesContainers,
    add(tree, object) {
      const { matchConstraints, ...rest } = mapAt(object.value, ['spec']) ?? {};
      if (!readsContainersOnly(rest)) return;
      tree.policies.push({
        owner: `${object.kind} ${object.name}`,
        effect: object.kind.startsWith('Mutating') ? 'mutate' : 'validate',
        constraintKind: '',
        matches: webhookMatches(matchConstraints),
        excludes: [],
        place: object.at(['spec']),
      });
    },
  },
  {
    kinds: ['ConstraintTemplate'],
    matters: namesContainers,
    add(tree, object) {
      if (!readsContainersOnly(valueAt(object.value, ['spec', 'targets']))) return;
      tree.policies.push({
        owner: `${object.kind} ${object.name}`,
        effect: 'validate',
        constraintKind:
          textAt(object.value, ['spec', 'crd', 'spec', 'names', 'kind']) ?? object.name,
        matches: [],
        excludes: [],
        place: object.at(['spec', 'targets']),
      });
    },
  },
];

/** The objects that switch a ConstraintTemplate on: their kinds are the templates' own. */
export const CONSTRAINTS: TextReader = {
  matters: ({ text }) => text.includes('constraints.gatekeeper.sh/'),
  add(tree, document) {
    for (const { apiVersion, kind, name, value, at } of document.objects())
      if (apiVersion.startsWith('constraints.gatekeeper.sh/'))
        tree.constraints.push({
          kind,
          name,
          match: constraintMatch(valueAt(value, ['spec', 'match'])),
          place: at(['kind']),
        });
  },
};

function kyvernoRules(object: ReferenceObject): readonly ContainerPolicy[] {
  return listAt(object.value, ['spec', 'rules']).flatMap((rule, index) => {
    if (!isMap(rule)) return [];
    const { message: _, ...validate } = isMap(rule.validate) ? rule.validate : {};
    const effect = isMap(rule.mutate) ? 'mutate' : 'validate';
    if (!readsContainersOnly(effect === 'mutate' ? rule.mutate : validate)) return [];
    const own = object.kind === 'Policy' && object.namespace !== '' ? [object.namespace] : [];
    return [
      {
        owner: `${object.kind} ${object.name}, rule ${textAt(rule, ['name']) ?? index}`,
        effect,
        constraintKind: '',
        matches: kyvernoMatches(rule.match).map((match) => ({
          ...match,
          namespaces: own.length > 0 ? own : match.namespaces,
        })),
        excludes: kyvernoMatches(rule.exclude, true),
        place: object.at(['spec', 'rules', index]),
      } as const,
    ];
  });
}

/** As a key, a member, an index or a word of its own; not the word in a sentence. */
const CONTAINERS =
  /"[^"\w]*containers\)?"\s*:|\.containers\b|\bcontainers\[|\\?["']containers\\?["']/;

function readsContainersOnly(value: Value | undefined): boolean {
  const text = JSON.stringify(value ?? null);
  return CONTAINERS.test(text) && !/initContainers/.test(text);
}
