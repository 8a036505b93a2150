import { type Container, containerOf } from '../../model/container.js';
import type { Directive } from '../../model/directive.js';
import { type Pod, podIn } from '../../model/pod.js';
import type { Place } from '../../model/source.js';
import { mapAt, type Path, type Value } from '../../model/value.js';
import { UNRESOLVED } from '../../model/values.js';
import { mapNodeAt } from '../../yaml/nodes.js';
import { type SwitchSite, switchSitesIn } from '../charts/switches.js';
import { switchSpan, type ValuesSpan } from './containers.js';
import type { ValuesPart } from './data.js';

/** What the fragments of a part have in common. */
export interface SwitchRequest {
  readonly part: ValuesPart;
  readonly path: string;
  /** Of a key; null: of the values. */
  readonly placeOf: (span: ValuesSpan | null) => Place;
  readonly directives: (span: ValuesSpan) => readonly Directive[];
  /** From a path of the values to that of the document. */
  readonly at: (path: Path) => Path;
  readonly workload: Pod['workload'];
  readonly provenance: Pod['provenance'];
  readonly ignored: (path: Path) => Pod['ignored'];
  readonly whole: Value;
}

/** Sidecars that charts make by what is set in values: nobody knows yet whether it is such a chart. */
export function switchFragments(request: SwitchRequest): readonly Pod[] {
  return switchSitesIn(request.whole).flatMap(({ path, sidecars }) => {
    const others = sidecars.filter(({ missing }) => missing.length > 0);
    return others.length === 0 ? [] : [fragmentOf(request, { path, sidecars: others })];
  });
}

function fragmentOf(request: SwitchRequest, { path: own, sidecars }: SwitchSite): Pod {
  const { part, path, placeOf, directives, workload, provenance, ignored, whole } = request;
  const { document, inner, root, carrier } = part;
  const at = { document: document.index, path: request.at(own) };
  const map = mapNodeAt(inner, [...root, ...own]);
  const containers = sidecars.map((sidecar, index): Container => {
    const { container: name, image } = sidecar;
    const span = switchSpan(inner, [...root, ...own], sidecar);
    return containerOf(
      { name, image },
      {
        kind: 'container',
        index,
        place: placeOf(span),
        directives: span === null ? [] : directives(span),
      },
    );
  });
  return {
    ...podIn({ path, provenance }, 'helm-values', at),
    keys: { containers: '', init: '' },
    place: containers[0]?.place ?? placeOf(null),
    workload,
    containers,
    ignored: ignored(own),
    inexpressible: map === null ? 'the values are reached through an alias or a merge key' : null,
    values: {
      release: carrier.release,
      path: own,
      shape: 'map',
      whole,
      alone: Object.keys(mapAt(whole, own) ?? {}).length === 1,
      beside: new Map(),
      forms: new Map(),
      written: new Map(),
      switched: sidecars,
      rule: UNRESOLVED,
    },
  };
}
