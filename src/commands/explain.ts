import { printable } from '../report/escape.js';
import { renderList, renderPage } from '../rules/page.js';
import { RULEBOOK } from '../rules/registry.js';
import type { Io } from './io.js';

/** Prints one rule. Gives the exit code: 2 for a code that there is not. */
export function explain(code: string, io: Io): number {
  const page = RULEBOOK.find((entry) => entry.code === code.toUpperCase());
  if (page !== undefined) {
    io.stdout.write(renderPage(page));
    return 0;
  }
  const near = RULEBOOK.filter((entry) => entry.code.startsWith(code.toUpperCase().slice(0, 3)));
  const hint =
    near.length === 0 || code.length < 3
      ? 'sidecar-migrate rules lists them all'
      : `there are ${near.map((entry) => entry.code).join(', ')}`;
  io.stderr.write(`sidecar-migrate: explain: no rule is called ${printable(code)}; ${hint}\n`);
  return 2;
}

/** Prints every rule, a line each. */
export function rules(io: Io): number {
  io.stdout.write(renderList(RULEBOOK));
  return 0;
}
