import type { RulePage } from './index.js';

/** One rule as Markdown: what `explain` prints, and what docs/rules/<code>.md holds. */
export function renderPage(page: RulePage): string {
  const { code, title, harm, seen, fix, sources } = page;
  return [
    `# ${code}: ${title}`,
    '',
    effectOf(page),
    '',
    '## What goes wrong',
    '',
    harm,
    '',
    ...example('Before', page.before),
    ...example('After', page.after),
    '## How it is detected',
    '',
    seen,
    '',
    '## What to do',
    '',
    fix,
    ...acceptance(page),
    '',
    '## Sources',
    '',
    ...sources.map((source) => `- ${source}`),
    '',
  ].join('\n');
}

/** All rules, a line each. */
export function renderList(pages: readonly RulePage[]): string {
  return pages
    .map(({ code, effect, title }) => `${code}  ${effect.padEnd(15)}  ${title}\n`)
    .join('');
}

function effectOf({ effect }: RulePage): string {
  switch (effect) {
    case 'blocks':
      return '**Blocks** the move.';
    case 'warns':
      return '**Warns**: the move waits for your word.';
    case 'blocks or warns':
      return '**Blocks** the move, or **warns** where it is not sure.';
    case 'informs':
      return '**Informs**: holds nothing back.';
    case 'note':
      return 'A **note**: said once a run, about all pods that move.';
  }
}

function example(title: string, text: string): readonly string[] {
  return text === '' ? [] : [`${title}:`, '', '```yaml', text, '```', ''];
}

function acceptance({ code, effect, absolute }: RulePage): readonly string[] {
  const warning = `\`--accept ${code}\`, \`accept\` in the config, or a comment at the container: \`# sidecar-migrate: allow ${code} -- <reason>\`.`;
  const words = {
    blocks: absolute
      ? 'It cannot be accepted: no option and no comment lowers it.'
      : `Where you know better, the comment \`# sidecar-migrate: allow ${code} -- <reason>\` at the container makes it a warning, and \`--accept ${code}\` accepts that.`,
    warns: `To accept it: ${warning}`,
    'blocks or warns': absolute
      ? `Its warnings are accepted by ${warning} Its blocks are not.`
      : `Its warnings are accepted by ${warning} A block takes the comment and \`--accept ${code}\`.`,
    informs: '',
    note: '',
  }[effect];
  return words === '' ? [] : ['', words];
}
