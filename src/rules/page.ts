import type { Rule } from './define.js';

/** One rule as Markdown: what `explain` prints, and what docs/rules/<code>.md holds. */
export function renderPage(rule: Rule): string {
  const { code, title, harm, seen, fix, sources } = rule;
  return [
    `# ${code}: ${title}`,
    '',
    effectOf(rule),
    '',
    '## What goes wrong',
    '',
    harm,
    '',
    ...example('Before', rule.before),
    ...example('After', rule.after),
    '## How it is detected',
    '',
    seen,
    '',
    '## What to do',
    '',
    fix,
    ...acceptance(rule),
    '',
    '## Sources',
    '',
    ...sources.map((source) => `- ${source}`),
    '',
  ].join('\n');
}

/** All rules, a line each. */
export function renderList(rules: readonly Rule[]): string {
  return rules.map((rule) => `${rule.code}  ${inShort(rule).padEnd(15)}  ${rule.title}\n`).join('');
}

/** The most that a rule does to a move: a list has no room for more. */
function inShort({ effects }: Rule): string {
  const holding = effects.filter((effect) => effect === 'blocks' || effect === 'warns');
  return holding.length > 0 ? holding.join(' or ') : String(effects[0]);
}

function effectOf({ effects }: Rule): string {
  const has = new Set(effects);
  const note = 'A **note**: said once a run, about all pods that move.';
  const also = has.has('note') ? ' What holds for many pods is a **note**, said once a run.' : '';
  const informs = has.has('informs') ? ', or only **informs** where nothing goes wrong' : '';
  if (has.has('blocks') && has.has('warns'))
    return `**Blocks** the move, or **warns** where it is not sure${informs}.${also}`;
  if (has.has('blocks')) return `**Blocks** the move${informs}.${also}`;
  if (has.has('warns')) return `**Warns**: the move waits for your word${informs}.${also}`;
  return has.has('informs') ? `**Informs**: holds nothing back.${also}` : note;
}

function example(title: string, text = ''): readonly string[] {
  return text === '' ? [] : [`${title}:`, '', '```yaml', text, '```', ''];
}

function acceptance({ code, effects, absolute }: Rule): readonly string[] {
  const words = `\`--accept ${code}\`, \`accept\` in the config, or a comment at the container: \`# sidecar-migrate: allow ${code} -- <reason>\`.`;
  const warns = effects.includes('warns');
  if (!effects.includes('blocks')) return warns ? ['', `To accept it: ${words}`] : [];
  if (warns)
    return [
      '',
      `Its warnings are accepted by ${words} ${absolute ? 'Its blocks are not.' : `A block takes the comment and \`--accept ${code}\`.`}`,
    ];
  return [
    '',
    absolute
      ? 'It cannot be accepted: no option and no comment lowers it.'
      : `Where you know better, the comment \`# sidecar-migrate: allow ${code} -- <reason>\` at the container makes it a warning, and \`--accept ${code}\` accepts that.`,
  ];
}
