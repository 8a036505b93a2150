import type { createColors } from 'picocolors';
import { grouped } from '../model/groups.js';
import type { Outcome } from '../model/outcome.js';
import { isMoved, type PodDecision } from '../model/plan.js';
import { count, listed } from './counting.js';
import { at, workloadOf } from './entries.js';
import { printable } from './escape.js';
import type { Section } from './fit.js';
import { type Line, line } from './layout.js';

export interface KeptOptions {
  readonly colors: ReturnType<typeof createColors>;
  readonly verbose: boolean;
  /** Paths that were given by name. */
  readonly named: ReadonlySet<string>;
}

/** So many pods that stay are explained where nothing moves; those of named files always are. */
const EXPLAINED = 10;
/** So many files that others make are listed. */
const GENERATED = 5;

/** A pod that stays because of where its text comes from, with a sidecar in it. */
export function isGenerated({ pod, state, containers }: PodDecision): boolean {
  const hasSidecar = containers.some(({ role }) => role !== null && role.verdict !== 'app');
  return state === 'unchanged' && pod.provenance !== null && hasSidecar;
}

/**
 * How many pods stay as they are; where nothing moves, or where a file was named, why and the words
 * to type.
 */
export function keptSection(outcome: Outcome, options: KeptOptions): Section {
  const { colors, verbose, named } = options;
  const kept = outcome.decisions.filter(
    (decision) =>
      (decision.state === 'unchanged' || decision.state === 'native') && !isGenerated(decision),
  );
  const explains = verbose || !outcome.decisions.some(isMoved);
  const isNamed = ({ pod }: PodDecision): boolean => named.has(pod.place.path);
  if (kept.length === 0) return { head: [], blocks: [] };
  const title = colors.bold(`Unchanged: ${count(kept.length, 'pod')}`);
  if (!explains && !kept.some(isNamed))
    return { head: [], blocks: [[[line(`${title} (-v shows why)`)]]] };
  const told = (most: number): readonly Line[] => {
    let room = explains ? Math.max(0, most - kept.filter(isNamed).length) : 0;
    const shown = kept.filter((decision) => isNamed(decision) || room-- > 0);
    const rest = explains ? kept.length - shown.length : 0;
    const words =
      shown.length === 0 ? '-v shows why' : `… and ${count(rest, 'more pod')} (-v lists them)`;
    const more = rest > 0 ? [line(words, 2)] : [];
    return [...shown.map((decision) => keptLine(decision, colors)), ...more];
  };
  return {
    head: [line(title)],
    blocks: [verbose ? [told(kept.length)] : [told(0), told(2), told(EXPLAINED)]],
  };
}

function keptLine(decision: PodDecision, colors: KeptOptions['colors']): Line {
  const { reason, next, pod } = decision;
  const words = next === '' ? '' : `; ${next}`;
  return line(
    `${at(pod.place)}  ${workloadOf(decision)}: ${printable(reason)}${colors.cyan(printable(words))}`,
    2,
    4,
  );
}

/** Generated and vendored files with a sidecar in them: one line for each source to change instead. */
export function generatedSection(
  { decisions }: Outcome,
  { colors, verbose }: KeptOptions,
): Section {
  const own = decisions.filter(isGenerated);
  if (own.length === 0) return { head: [], blocks: [] };
  const groups = grouped(own, ({ reason, next }) => `${reason}: ${next}`);
  const told = (most: number): readonly Line[] => {
    const shown = [...groups].slice(0, most);
    const rest = groups.size - shown.length;
    return [
      ...shown.map(([words, pods]) => {
        const places = pods.map(({ pod }) => at(pod.place));
        return line(`${listed(places, verbose ? places.length : 1)}: ${printable(words)}`, 2, 4);
      }),
      ...(rest > 0 ? [line(`… and ${rest} more (-v lists them)`, 2)] : []),
    ];
  };
  const sidecars = `${count(own.length, 'pod')} with a sidecar`;
  const head = [
    line(colors.bold(`Not edited, because the file is generated or vendored: ${sidecars}`)),
  ];
  const few = told(1);
  return { head, blocks: [verbose ? [told(groups.size)] : [[], few, few, told(GENERATED)]] };
}
