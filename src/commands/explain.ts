import { printable } from '../report/escape.js';
import { renderList, renderPage } from '../rules/page.js';
import { RULEBOOK } from '../rules/registry.js';
import type { Io } from './io.js';

/** Prints rules, one after the other. Gives the exit code: 2 for a code that there is not. */
export function explain(codes: readonly string[], io: Io): number {
  const asked = codes.flatMap((code) => code.split(',')).filter((code) => code !== '');
  const pages = asked.map((code) => RULEBOOK.find((entry) => entry.code === code.toUpperCase()));
  const known = pages.filter((page) => page !== undefined);
  io.stdout.write(known.map(renderPage).join('\n'));
  const unknown = asked.filter((_, i) => pages[i] === undefined);
  for (const code of unknown)
    io.stderr.write(
      `sidecar-migrate: explain: no rule is called ${printable(code)}; ${hintFor(code)}\n`,
    );
  return unknown.length > 0 ? 2 : 0;
}

function hintFor(code: string): string {
  const near = RULEBOOK.filter((entry) => entry.code.startsWith(code.toUpperCase().slice(0, 3)));
  return near.length === 0 || code.length < 3
    ? 'sidecar-migrate rules lists all of them'
    : `there are ${near.map((entry) => entry.code).join(', ')}`;
}

/** Prints every rule, a line each. */
export function rules(io: Io): number {
  io.stdout.write(renderList(RULEBOOK));
  return 0;
}
