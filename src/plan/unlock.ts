import type { Code, Finding } from '../model/finding.js';
import { isOpen } from '../model/finding.js';
import type { ContainerState } from '../model/plan.js';
import type { Container } from '../model/pod.js';
import { RULES } from './rules/index.js';

/** A version that answers a rule for good. */
const BY_VERSION: ReadonlyMap<Code, string> = new Map<Code, string>([
  ['SM108', '--kube-version 1.33'],
  ['SM113', '--kube-version 1.34'],
  ['SM109', '--kube-version 1.36'],
  ['SM501', '--kube-version 1.33'],
]);

export interface Waiting {
  readonly container: Container;
  readonly state: ContainerState;
  readonly isLikely: boolean;
  readonly findings: readonly Finding[];
  /** It would move without its workarounds. */
  readonly movesWithout: boolean;
}

/** What the user can say to let a container move, most general first. */
export function unlocks(waiting: Waiting): readonly string[] {
  const { container, state, isLikely, findings, movesWithout } = waiting;
  const words: string[] = [];
  if (state !== 'review' && state !== 'refused') return words;
  if (movesWithout) words.push('--remove-workarounds');
  if (isLikely) words.push(`--sidecar ${container.name}`);
  const blocks = findings.filter((finding) => finding.severity === 'block');
  for (const { code } of blocks) {
    const version = BY_VERSION.get(code);
    if (version !== undefined) words.push(version);
  }
  for (const { remedy } of findings) {
    const fact = /environment: \{[^}]*\}/.exec(remedy)?.[0];
    if (fact !== undefined) words.push(fact);
  }
  // An allow lowers a block to a warning, which takes a second word.
  const codes = [...new Set(blocks.map(({ code }) => code))];
  if (codes.length > 0 && codes.every(canBeLowered))
    words.push(`allow ${codes.join(', ')} -- <reason>, and --accept ${codes.join(',')}`);
  const open = findings.filter(isOpen);
  if (blocks.length === 0 && open.length > 0)
    words.push('--unsafe', `--accept ${[...new Set(open.map(({ code }) => code))].join(',')}`);
  return words;
}

/** Whatever in the tree cannot follow a move is not the rule book's own block. */
function canBeLowered(code: Code): boolean {
  if (code === 'SM514') return true;
  return RULES.some((rule) => rule.code === code && !rule.absolute);
}
