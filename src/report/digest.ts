import { type Code, type Finding, isBlock, isOpen } from '../model/finding.js';
import { grouped } from '../model/groups.js';
import type { Outcome } from '../model/outcome.js';
import type { ContainerDecision, PodDecision } from '../model/plan.js';
import { counted } from './counting.js';

/** What holds a sidecar back: the code of a rule, or that nobody has said that it is one. */
export type CauseId = Code | 'role';

/** One sidecar that a cause holds back. */
export interface Case {
  readonly decision: PodDecision;
  readonly entry: ContainerDecision;
  /** null for a role. */
  readonly finding: Finding | null;
}

/** One option that was tried, with the number of these sidecars that it moves by itself. */
export interface Way {
  readonly words: string;
  readonly sidecars: number;
}

/** All that one rule holds back, whatever the containers are called. */
export interface Cause {
  readonly id: CauseId;
  readonly effect: 'review' | 'blocked';
  /** About sidecars that are native already, which no option moves. */
  readonly native: boolean;
  readonly title: string;
  readonly sidecars: number;
  readonly pods: number;
  /** Names of the containers, most first. */
  readonly names: readonly { readonly name: string; readonly sidecars: number }[];
  readonly cases: readonly Case[];
  /** Least first; accepting a warning is the last. */
  readonly ways: readonly Way[];
}

const ROLE_TITLE = 'likely a sidecar: confirm or dismiss it';

/** Causes by effect, most first; the same order in the summary and in the JSON report. */
export async function causesOf({
  decisions,
}: Pick<Outcome, 'decisions'>): Promise<readonly Cause[]> {
  const cases = decisions.flatMap((decision) =>
    decision.containers.flatMap((entry) =>
      holding(entry).map((finding): Case => ({ decision, entry, finding })),
    ),
  );
  if (cases.length === 0) return [];
  const { RULEBOOK } = await import('../rules/registry.js');
  const titles = new Map(RULEBOOK.map(({ code, title }) => [code, title]));
  const titleOf = (code: Code): string => titles.get(code) ?? code;
  return [...grouped(cases, keyOf).values()]
    .map((own) => causeOf(own, titleOf))
    .sort(
      (a, b) =>
        Number(a.native) - Number(b.native) ||
        rank(a) - rank(b) ||
        b.sidecars - a.sidecars ||
        (a.id < b.id ? -1 : 1),
    );
}

/** What waits for somebody comes before what is blocked. */
function rank({ effect }: Cause): number {
  return effect === 'review' ? 0 : 1;
}

/** What holds a container back: each block where there is one, else its role, else each open warning. */
function holding(entry: ContainerDecision): readonly (Finding | null)[] {
  const { state, role, findings, container } = entry;
  if (container.kind === 'init') return distinct(findings.filter((f) => isBlock(f) || isOpen(f)));
  if (state === 'blocked') return distinct(findings.filter(isBlock));
  if (state !== 'review') return [];
  return role?.verdict === 'likely' ? [null] : distinct(findings.filter(isOpen));
}

/** A rule that says two things of one container is one cause of it. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map([...findings].reverse().map((each) => [each.code, each])).values()].reverse();
}

function keyOf({ entry, finding }: Case): string {
  const native = entry.container.kind === 'init' ? 'native' : '';
  return `${native} ${effectOf(finding)} ${finding?.code ?? 'role'}`;
}

function effectOf(finding: Finding | null): Cause['effect'] {
  return finding !== null && isBlock(finding) ? 'blocked' : 'review';
}

function causeOf(cases: readonly Case[], titleOf: (code: Code) => string): Cause {
  const [first] = cases;
  const finding = first?.finding ?? null;
  const names = counted(cases.map(({ entry }) => entry.container.name));
  return {
    id: finding?.code ?? 'role',
    effect: effectOf(finding),
    native: first?.entry.container.kind === 'init',
    title: finding === null ? ROLE_TITLE : titleOf(finding.code),
    sidecars: cases.length,
    pods: new Set(cases.map(({ decision }) => decision)).size,
    names: names.map(([name, sidecars]) => ({ name, sidecars })),
    cases,
    ways: waysOf(cases),
  };
}

function waysOf(cases: readonly Case[]): readonly Way[] {
  const ways = cases.flatMap(({ entry }) => entry.unlockedBy.filter(({ text }) => !isBroad(text)));
  const counts = counted(ways.map(({ text }) => text));
  const byWeight = [...counts].sort(([a, m], [b, n]) => weight(a) - weight(b) || n - m);
  return byWeight.map(([words, sidecars]) => ({ words, sidecars }));
}

/** It accepts what nobody has read: the codes stand beside it. */
function isBroad(words: string): boolean {
  return words.includes('--unsafe');
}

/** The least that is said: facts before acceptance. */
function weight(words: string): number {
  if (words.startsWith('allow ')) return 3;
  if (words.includes('--accept')) return 2;
  return words.includes('--remove-workarounds') ? 0 : 1;
}
