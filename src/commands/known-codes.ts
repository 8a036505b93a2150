import type { ConfigFile } from '../config/read.js';
import { RULEBOOK } from '../rules/registry.js';
import { nearest } from '../text/near.js';

/** What is wrong with a code that no rule has; null where there is such a rule. */
export function unknownCode(code: string): string | null {
  const codes: readonly string[] = RULEBOOK.map((rule) => rule.code);
  if (codes.includes(code)) return null;
  const near = nearest(code, codes);
  const hint = near === null ? 'sidecar-migrate rules lists all of them' : `did you mean ${near}?`;
  return `no rule is called ${code}; ${hint}`;
}

/** Codes of config files that no rule has: they accept, raise and lower nothing. */
export function unknownInConfig(chain: readonly ConfigFile[]): readonly string[] {
  return chain.flatMap(({ path, accept = [], severities = {} }) => [
    ...accept.flatMap(({ code }) => said(`${path}: accept`, code)),
    ...Object.keys(severities).flatMap((code) => said(`${path}: severities`, code)),
  ]);
}

function said(where: string, code: string): readonly string[] {
  const message = unknownCode(code);
  return message === null ? [] : [`${where}: ${message}`];
}
