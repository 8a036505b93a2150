import type { Gain, PodDecision, PodLife } from '../../model/plan.js';
import { ANY_LIFE } from '../any-life.js';
import { printable } from '../escape.js';

type Steps = PodLife['steps'];

/** So many characters of a step are shown. */
const MOST = 160;

/** Names that take more have no room in a page. */
const LARGEST = 4000;

/** The pod that stands for a kind of change: the smallest whose life is told; or null. */
export function exampleOf(pods: readonly PodDecision[]): PodDecision | null {
  const told = pods.filter(({ life }) => life !== null);
  return told.reduce<PodDecision | null>(
    (least, each) =>
      least === null || each.containers.length < least.containers.length ? each : least,
    null,
  );
}

/** The life of a pod before and after its move, as a picture that GitHub and GitLab draw (Mermaid). */
export function picture(kind: Gain['kind'], example: PodDecision | null): string {
  const any = (kind === 'completes' ? ANY_LIFE.ends : ANY_LIFE.runs).steps;
  const own = drawn(kind, example?.life?.steps ?? any);
  return own.length <= LARGEST ? own : drawn(kind, any);
}

function drawn(kind: Gain['kind'], { before, after }: Steps): string {
  const lines = [
    'flowchart TB',
    ...chain('b', 'Today', before),
    ...chain('a', 'After the move', after),
    ...(kind === 'completes'
      ? [`  style b${before.length - 1} stroke:#c62828,stroke-width:2px`]
      : []),
  ];
  return `\`\`\`mermaid\n${lines.join('\n')}\n\`\`\`\n`;
}

function chain(id: string, title: string, steps: readonly string[]): readonly string[] {
  const nodes = steps.map((step, i) => `${id}${i}["${label(step)}"]`);
  return [
    `  subgraph ${id} ["${title}"]`,
    '    direction LR',
    `    ${nodes.join(' --> ')}`,
    '  end',
  ];
}

/** Mermaid reads signs in labels, even in quotes: all but letters, digits and a few others are written as numbers. */
function label(text: string): string {
  const shown = printable(text);
  const short = shown.length > MOST ? `${shown.slice(0, MOST)}…` : shown;
  return [...short]
    .map((sign) => (/[\w ,.:-]/.test(sign) ? sign : `#${sign.codePointAt(0) ?? 0};`))
    .join('');
}
