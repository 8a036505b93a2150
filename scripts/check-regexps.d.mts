/** Why an expression may be slow, in words; empty: it is linear. */
export function faultsOf(source: string, flags: string): readonly string[];
