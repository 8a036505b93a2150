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
  const note = 'A **note**: printed once per run, about all pods whose sidecars move.';
  const also = has.has('note')
    ? ' What holds for many pods is a **note**, printed once per run.'
    : '';
  const informs = has.has('informs') ? ', or only **informs** where nothing goes wrong' : '';
  if (has.has('blocks') && has.has('warns'))
    return `**Blocks** the move, or **warns** where it is not certain${informs}.${also}`;
  if (has.has('blocks')) return `**Blocks** the move${informs}.${also}`;
  if (has.has('warns'))
    return `**Warns**: the sidecar moves only once you accept the warning${informs}.${also}`;
  return has.has('informs') ? `**Informs**: does not affect the move.${also}` : note;
}

function example(title: string, text = ''): readonly string[] {
  return text === '' ? [] : [`${title}:`, '', '```yaml', text, '```', ''];
}

function acceptance({ code, effects, absolute }: Rule): readonly string[] {
  const words = `\`--accept ${code}\`, \`accept\` in the config, or a comment on the container: \`# sidecar-migrate: allow ${code} -- <reason>\`.`;
  const warns = effects.includes('warns');
  if (!effects.includes('blocks')) return warns ? ['', `To accept it, use ${words}`] : [];
  if (warns)
    return [
      '',
      `To accept a warning, use ${words} ${absolute ? 'A block cannot be accepted.' : `To accept a block, use both the comment and \`--accept ${code}\`.`}`,
    ];
  return [
    '',
    absolute
      ? 'It cannot be accepted, by an option or by a comment.'
      : `If you know that the move is safe, the comment \`# sidecar-migrate: allow ${code} -- <reason>\` on the container turns the block into a warning, and \`--accept ${code}\` accepts that warning.`,
  ];
}
