import { isMoved } from '../../model/plan.js';
import { causesOf } from '../digest.js';
import { HOME, KEP } from '../links.js';
import { decisionParts, leftParts } from '../markdown/held.js';
import { movesParts } from '../markdown/moves.js';
import { fitted, type Part, sizeOf } from '../markdown/part.js';
import { rolloutParts, unseenParts } from '../markdown/rollout.js';
import { sentence } from '../markdown/words.js';
import type { Rendered, Told } from '../told.js';

/** GitHub takes 65,536 characters for the body of a pull request. */
const MOST = 65_000;

/** Room for the words at the end that say what was left out. */
const FOOT = 2000;

/** The body of a pull request. */
export async function renderMarkdown(told: Told): Promise<Rendered> {
  const causes = await causesOf(told.outcome);
  const parts = [
    headOf(told),
    ...movesParts(told),
    ...decisionParts(causes, told),
    ...rolloutParts(told),
    ...leftParts(causes, told),
    ...unseenParts(told),
  ];
  const { text, leftOut } = fitted(parts, MOST - FOOT);
  return { text: `${text.trimEnd()}\n${footOf(leftOut)}` };
}

function headOf({ outcome, meta }: Told): Part {
  const moves = outcome.decisions.some(isMoved);
  const what = moves
    ? `Containers move from \`containers\` to \`initContainers\` and get \`restartPolicy: Always\`, which makes them [native sidecars](${KEP}): they start before the main container, run beside it and stop after it. Only what belongs to a move, such as a patch that names the container, changes with it. Each edited file was read again and compared: nothing else in it means anything different, and no comment is lost.\n\n`
    : '';
  const made = `Made by [sidecar-migrate](${HOME}) ${meta.version} for Kubernetes 1.${meta.kubeMinor} and newer.\n\n`;
  return { head: `**${sentence(meta.verdict)}**\n\n${what}${made}`, items: [], noun: '' };
}

/** What did not fit is said, and where to find it. */
function footOf(leftOut: readonly string[]): string {
  if (leftOut.length === 0) return '';
  const all = `\n---\n\nLeft out to stay within the length limit of a pull request: ${leftOut.join(', ')}. \`sidecar-migrate -v\` and \`--format json\` have everything.\n`;
  if (sizeOf(all) <= FOOT) return all;
  return `\n---\n\nLeft out to stay within the length limit of a pull request: parts of ${leftOut.length} lists. \`sidecar-migrate -v\` and \`--format json\` have everything.\n`;
}
