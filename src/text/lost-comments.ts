/** Comments that one side has and the other lacks, counted with their repetitions. */
export function lostComments(
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const left = new Map<string, number>();
  for (const comment of after) left.set(comment, (left.get(comment) ?? 0) + 1);
  return before.filter((comment) => {
    const count = left.get(comment) ?? 0;
    left.set(comment, count - 1);
    return count <= 0;
  });
}
