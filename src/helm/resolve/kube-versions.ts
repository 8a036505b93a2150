/** The alternatives of a constraint, and one comparison of it (Masterminds/semver). */
const OR = /\|\|/;
const COMPARISON = /(<=?|>=?|!=|=|\^|~)?\s{0,9}v?1\.(\d{1,4})/g;

/** The oldest minor release of Kubernetes 1 that a constraint lets in; 0 where it names none. */
export function oldestMinor(constraint: string): number {
  const each = constraint.split(OR).map((part) => {
    const floors = [...part.matchAll(COMPARISON)].flatMap(([, sign = '=', minor = '']) =>
      sign.startsWith('<') || sign === '!=' ? [] : [Number(minor)],
    );
    return Math.max(0, ...floors);
  });
  return Math.min(...each);
}
