import type { Container } from '../model/container.js';
import type { Directive } from '../model/directive.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';

/** What a transform cannot write, and a person may have written all the same. */
const OF_EDITS: ReadonlySet<string> = new Set(['SM119', 'SM607']);

/** A pod whose containers move exactly as somebody has moved them, as if comments said so. */
export function told(pod: Pod, moved: ReadonlySet<string> | undefined): Pod {
  const containers = pod.containers.map((container) => ({
    ...container,
    directives: directivesOf(container, moved?.has(container.name) === true),
  }));
  if (moved === undefined || moved.size === 0) return { ...pod, containers };
  const caveats = pod.caveats?.filter(({ code }) => !OF_EDITS.has(code));
  return {
    ...pod,
    containers,
    ignored: null,
    provenance: null,
    inexpressible: null,
    ...(caveats === undefined ? {} : { caveats }),
  };
}

function directivesOf({ directives, place }: Container, moves: boolean): readonly Directive[] {
  const others = directives.filter(({ kind }) => kind === 'allow');
  return [...others, { kind: moves ? 'sidecar' : 'keep', place }];
}

/** Every move was somebody's word: what warns is said, and what blocks still blocks. */
export function settingsFor(
  settings: Settings,
  names: Iterable<string>,
  removeWorkarounds: boolean,
): Settings {
  // What a patch brings in stands in no list of its pod: only its name tells it.
  const sidecars = [...names].map((text) => ({ text: literal(text), source: 'the change' }));
  return {
    ...settings,
    sidecars: [...settings.sidecars, ...sidecars],
    unsafe: true,
    kinds: [],
    includeGenerated: true,
    removeWorkarounds,
  };
}

/** A name as a glob that matches nothing else. */
function literal(name: string): string {
  return name.replace(/[\\*?[\]{}()!+@]/g, '\\$&');
}
