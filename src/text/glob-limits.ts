/** The longest glob that is taken: no path and no image is longer. */
const LONGEST = 512;
/** Wildcards of one folder's name, and `**` of a path: each multiplies what a matcher may try. */
const WILDCARDS = 4;
const DEEP = 4;

/** Why a glob could take longer than anybody would wait, or null. A tree's config comes from others. */
export function tooCostly(glob: string): string | null {
  if (glob.length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (/[*+@!?]\(/.test(glob)) return 'has a group that repeats or negates, as in +(a|b)';
  const parts = glob.split('/');
  if (parts.filter((part) => part.includes('**')).length > DEEP) return `has more than ${DEEP} **`;
  const wild = parts.some((part) => part.replaceAll('**', '*').split('*').length - 1 > WILDCARDS);
  if (wild) return `has more than ${WILDCARDS} stars between two slashes`;
  if (glob.split(/[{[]/).length - 1 > WILDCARDS * 2) return 'has too many braces or brackets';
  return null;
}
