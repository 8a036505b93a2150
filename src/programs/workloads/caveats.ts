import type { Caveat } from '../../model/pod.js';
import { isMap, listAt, textAt, type Value, valueAt } from '../../model/value.js';
import { CODE, firstComputed, isComputed } from '../evaluate/computed.js';
import type { Beside } from '../syntax/scope.js';
import type { SitePatches } from './index-patches.js';
import { patchCaveats } from './patch-caveats.js';
import { plusCaveats } from './plus-caveats.js';
import { allContainers, type Site } from './site.js';
import { versionCaveat } from './versions.js';

/** What this format adds to what the rules see. */
export function caveatsOf(
  site: Site,
  patches: SitePatches | null,
  path: string,
  beside: Beside,
): readonly Caveat[] {
  if (site.values !== null) return computedContainers(site);
  const version = versionCaveat(site.origin, path, beside);
  return [
    ...(version === null ? [] : [version]),
    ...instanceCaveats(site),
    ...computedCaveats(site),
    ...(patches === null ? [] : patchCaveats(site, patches)),
    ...(site.value.props === undefined ? portCaveats(site) : plusCaveats(site, path, beside)),
  ];
}

/** What no rule looks at, or what is known well enough without. */
const HARMLESS =
  /^(?:image|imagePullPolicy|resources|workingDir|\$when|\$text|envVariables\/[^/]+|env\/\d+\/(?:value|valueFrom)|(?:.*\/)?securityContext)(?:\/|$)/;

/** In a pod spec, and on the way to it. */
const POD_HARMLESS =
  /^(?:containers|initContainers|volumes|nodeSelector|affinity|tolerations|imagePullSecrets|securityContext|dockerRegistryAuth|serviceAccount|serviceAccountName|priorityClassName|topologySpreadConstraints|metadata|podMetadata|select|replicas|strategy|schedule|automountServiceAccountToken|isolate|service)(?:\/|$)/;

/** R-6.8: a rule that cannot see what it needs must not be silent. */
function computedCaveats(site: Site): readonly Caveat[] {
  const pod = firstComputed(
    valueAt(site.value, site.podPath),
    (path) => !POD_HARMLESS.test(path.join('/')),
  );
  const found = pod === null ? [] : [said('the pod', pod.path.join('.'), pod.code)];
  return [...found, ...computedContainers(site)];
}

function computedContainers(site: Site): readonly Caveat[] {
  return allContainers(site).flatMap(({ key, value }) => {
    const own = firstComputed(value, (path) => !HARMLESS.test(path.join('/')));
    const name = key ?? textAt(value, ['name']) ?? 'a container';
    return own === null ? [] : [said(name, own.path.join('.'), own.code)];
  });
}

function said(whose: string, path: string, code: string): Caveat {
  const text = code.replace(/\s+/g, ' ');
  const what = path === '' ? text : `${path} of ${whose} (${text})`;
  return {
    code: 'SM608',
    severity: 'warn',
    message: `${what.length > 120 ? `${what.slice(0, 119)}…` : what} is computed: the rules see only literal values`,
    remedy: 'check its value, then accept SM608 for this container',
  };
}

function instanceCaveats(site: Site): readonly Caveat[] {
  return allContainers(site).flatMap(({ value }): readonly Caveat[] => {
    if (!isMap(value) || !isComputed(value) || textAt(value, ['name']) === undefined) return [];
    return [
      {
        code: 'SM529',
        severity: 'block',
        names: [nameOf(value)],
        message: `${String(value[CODE]).split('(')[0]}(…) creates an instance: addInitContainer would lose its ports, mounts, command and probes`,
        remedy: 'pass its props as a literal to addInitContainer',
      },
    ];
  });
}

/** Of the Services that programs make, only those written as literals are in the index of the tree. */
function portCaveats(site: Site): readonly Caveat[] {
  return allContainers(site).flatMap(({ value }): readonly Caveat[] => {
    const named = listAt(value, ['ports']).find((port) => textAt(port, ['name']) !== undefined);
    const name = nameOf(value);
    if (named === undefined || name === '') return [];
    return [
      {
        code: 'SM501',
        severity: 'warn',
        names: [name],
        message: `${name} names its port ${textAt(named, ['name'])}, and only Services that programs declare as literals are seen: another Service that uses the name loses ${name} before 1.33`,
        remedy:
          'check that Services and policies use its number, then accept SM501; or set --kube-version 1.33 if every cluster runs it',
      },
    ];
  });
}

function nameOf(value: Value): string {
  return textAt(value, ['name']) ?? '';
}
