import type { Path, Value } from '../../model/value.js';
import type { ValuesSite } from '../../model/values.js';
import { type Gathered, gather } from '../layers/group.js';
import type { LayerObjection } from '../layers/objections.js';
import type { ReleasesIndex } from '../layers/releases-index.js';
import { type Spot, spotId } from '../layers/spots.js';

/** What changes its form or its place is decided for one layer: others may not set either key. */
export function apart(
  { path }: ValuesSite,
  to: Path,
  spot: Spot,
  gathered: Gathered,
  index: ReleasesIndex,
): LayerObjection | null {
  const init = String(to.at(-1));
  const there = { ...spot, keys: to.slice(0, -1) };
  const target = gather(index, there, { containers: init, init });
  const own = [spotId(spot), spotId(there)];
  const lower = below(spot, index);
  const stacks = [...gathered.stacks, ...target.stacks];
  const [unseen] = stacks.flatMap((stack) => stack.unseen);
  if (unseen !== undefined)
    return {
      message: `values come from ${unseen.noun}, too: should ${to.join('.')} be set there, one would replace the other`,
      remedy: 'move the container by hand, once you have seen what is set there',
    };
  const layers = stacks.flatMap((stack) => stack.layers);
  // What is empty below is what it would be without.
  const other = layers.find(
    ({ id, path: file, map }) =>
      !own.includes(id) && !(lower.has(file) && Object.values(map).every(isNothing)),
  );
  if (other === undefined) return null;
  return {
    message: `${other.path}:${other.place.line} sets ${path.join('.')} or ${to.join('.')}, too, and the chart holds containers there in another form or at another place`,
    remedy: 'move the container by hand in both',
  };
}

/** Files that are below a spot in each release that has both. */
function below(spot: Spot, index: ReleasesIndex): ReadonlySet<string> {
  const below = new Set<string>();
  const others = new Set<string>();
  for (const { entries } of index.specsAt(spot)) {
    const paths = entries.map((entry) => ('spot' in entry ? entry.spot.path : ''));
    const own = paths.indexOf(spot.path);
    if (own < 0) continue;
    for (const [i, path] of paths.entries()) (i < own ? below : others).add(path);
  }
  return new Set([...below].filter((path) => !others.has(path)));
}

function isNothing(value: Value): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
