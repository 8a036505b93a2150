import type { Source } from './sources.js';

/** The files that import themselves by way of others. */
export function filesInCycles(sources: readonly Source[]): readonly string[] {
  const imports = new Map(sources.map((source) => [source.path, source.imports]));
  return components(imports)
    .filter((files) => files.length > 1)
    .flat()
    .sort();
}

/** The strongly connected parts of a graph, by Tarjan. */
function components(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const lower = (name: string, to: number): void => {
    lowest.set(name, Math.min(lowest.get(name) ?? to, to));
  };
  const enter = (name: string): void => {
    order.set(name, order.size);
    lower(name, order.size - 1);
    open.push(name);
    for (const next of graph.get(name) ?? []) {
      if (!order.has(next)) enter(next);
      if (open.includes(next)) lower(name, lowest.get(next) ?? Number.POSITIVE_INFINITY);
    }
    if (lowest.get(name) === order.get(name)) found.push(open.splice(open.indexOf(name)));
  };
  for (const name of graph.keys()) if (!order.has(name)) enter(name);
  return found;
}
