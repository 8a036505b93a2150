import { ts } from 'ts-morph';
import { mayNameContainers } from '../../helm/values/sites.js';
import type { Reading } from '../../model/transform.js';
import type { Value } from '../../model/value.js';
import { frameworkOf } from '../syntax/modules.js';
import { keyOf, nodesIn, type Span } from '../syntax/parse.js';
import { patchesBySite } from './index-patches.js';
import type { Program, Values } from './program.js';
import type { Site } from './site.js';

/** The document that is everything of a program but its container lists. */
const REST = -1;

/**
 * What the proof compares: each workload as a value, and all the rest of the program as its tokens. An
 * import of ContainerRestartPolicy is no part of the rest: an edit may bring it.
 */
export function projectProgram({ data }: Reading<Program>): ReadonlyMap<number, Value> {
  const values = new Map<number, Value>(data.documents.map((value, i) => [i, value]));
  if (data.documents.length > 0) values.set(REST, restOf(data));
  return values;
}

function restOf({ source, sites, values, tokens, lines }: Program): string {
  const spans = [
    ...sites.flatMap((site) => (site.values === null ? listSpans(site) : [])),
    ...patchSpans(sites),
    ...values.flatMap((own) => valuesSpans(own, source)),
    ...(source === null ? [] : importSpans(source)),
  ];
  const left: string[] = [];
  const around = spansAround(spans);
  let isAfterSpan = false;
  for (const { start, end } of tokens) {
    const span = around(start, end);
    if (span !== undefined) {
      if (span.as !== null && span.start === start) left.push(span.as);
      isAfterSpan = span.as === null;
      continue;
    }
    const token = lines.text.slice(start, end);
    // The comma behind a list goes with it, and so does one before a closing bracket.
    if (token === ',' && isAfterSpan) continue;
    if (/^[)\]}]$/.test(token) && left.at(-1) === ',') left.pop();
    isAfterSpan = false;
    left.push(token);
  }
  return left.join(' ').replaceAll(EMPTY_IMPORT, '');
}

/** The first span around a token, for tokens in their order: those behind it are never asked again. */
function spansAround(spans: readonly Cut[]): (start: number, end: number) => Cut | undefined {
  const sorted = spans
    .map((span, rank) => ({ span, rank }))
    .sort((a, b) => a.span.start - b.span.start || a.rank - b.rank);
  let open: typeof sorted = [];
  let next = 0;
  return (start, end) => {
    for (let each = sorted[next]; each !== undefined && each.span.start <= start; ) {
      open.push(each);
      next++;
      each = sorted[next];
    }
    open = open.filter(({ span }) => span.end > start);
    const holding = open.filter(({ span }) => end <= span.end);
    return holding.reduce<(typeof holding)[number] | undefined>(
      (first, each) => (first === undefined || each.rank < first.rank ? each : first),
      undefined,
    )?.span;
  };
}

const EMPTY_IMPORT = /import \{ \} from ['"]cdk8s-plus-\d+['"](?: ;)?(?: |$)/g;

interface Cut extends Span {
  /** What stands for it, or null: then nothing does. */
  readonly as: string | null;
}

/** The lists of a workload, and the names and arguments of the calls that add to them. */
function listSpans(site: Site): readonly Cut[] {
  const file = site.node.getSourceFile();
  const cuts: Cut[] = [];
  for (const property of site.spec?.properties ?? []) {
    const key = keyOf(property.name);
    if (key !== site.keys.containers && key !== site.keys.init) continue;
    cuts.push({ start: property.getStart(), end: property.end, as: null });
  }
  for (const list of [site.containers, site.init]) {
    const array = list?.array;
    if (array == null || array.getSourceFile() !== file) continue;
    cuts.push({ start: array.getStart(), end: array.end, as: '…' });
  }
  for (const { call, element } of [...site.added, ...site.addedInits]) {
    if (call === null || !ts.isPropertyAccessExpression(call.expression)) continue;
    const { name } = call.expression;
    cuts.push({ start: name.getStart(), end: name.end, as: 'add' });
    cuts.push({ start: element.getStart(), end: element.end, as: '…' });
  }
  return cuts;
}

/** The path of a patch says which container it hits, wherever that stands. */
function patchSpans(sites: readonly Site[]): readonly Cut[] {
  return [...patchesBySite(sites).values()].flatMap(({ certain }) =>
    certain.map(({ literal, podSpec, name, rest }) => ({
      start: literal.getStart(),
      end: literal.end,
      as: `${podSpec} ${JSON.stringify(name)} ${rest}`,
    })),
  );
}

/** In values the key of init containers is the chart's to say: any that may be one. */
function valuesSpans({ maps, groups }: Values, source: ts.SourceFile | null): readonly Cut[] {
  const own = maps.filter((map) => map.getSourceFile() === source);
  return [
    ...own.flatMap((map) =>
      map.properties.flatMap((property): readonly Cut[] =>
        mayNameContainers(keyOf(property.name) ?? '')
          ? [{ start: property.getStart(), end: property.end, as: null }]
          : [],
      ),
    ),
    ...groups.flatMap((group): readonly Cut[] =>
      group.getSourceFile() === source
        ? [{ start: group.getStart(), end: group.end, as: '…' }]
        : [],
    ),
  ];
}

function importSpans(file: ts.SourceFile): readonly Cut[] {
  const cuts: Cut[] = [];
  for (const node of nodesIn(file)) {
    if (!ts.isImportSpecifier(node) || node.name.text !== 'ContainerRestartPolicy') continue;
    const declaration = node.parent.parent.parent;
    if (!ts.isImportDeclaration(declaration)) continue;
    const { moduleSpecifier } = declaration;
    if (!ts.isStringLiteral(moduleSpecifier) || frameworkOf(moduleSpecifier.text) !== 'l2')
      continue;
    cuts.push({ start: node.getStart(), end: node.end, as: null });
  }
  return cuts;
}
