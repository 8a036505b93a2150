/** Resource quantities as exact numbers: billionths of a unit, the finest that Kubernetes keeps. */
export type Quantity = bigint;

const UNIT = 10n ** 9n;

const SUFFIXES: ReadonlyMap<string, readonly [base: bigint, exponent: number]> = new Map([
  ['n', [10n, -9]],
  ['u', [10n, -6]],
  ['m', [10n, -3]],
  ['', [10n, 0]],
  ['k', [10n, 3]],
  ['M', [10n, 6]],
  ['G', [10n, 9]],
  ['T', [10n, 12]],
  ['P', [10n, 15]],
  ['E', [10n, 18]],
  ['Ki', [2n, 10]],
  ['Mi', [2n, 20]],
  ['Gi', [2n, 30]],
  ['Ti', [2n, 40]],
  ['Pi', [2n, 50]],
  ['Ei', [2n, 60]],
]);

const QUANTITY =
  /^(?<sign>[+-]?)(?<whole>\d{0,30})(?:\.(?<part>\d{0,30}))?(?<suffix>[eE][+-]?\d{1,2}|[KMGTPE]i|[numkMGTPE]?)$/;

/**
 * Reads `500m`, `1.5Gi`, `1e3` or a plain number, rounding up beyond a billionth as the API server
 * does; null for anything else, a template among it (apimachinery pkg/api/resource, Quantity).
 */
export function parseQuantity(value: unknown): Quantity | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const groups = QUANTITY.exec(String(value))?.groups;
  if (groups === undefined) return null;
  const { sign = '', whole = '', part = '', suffix = '' } = groups;
  if (whole === '' && part === '') return null;
  const [base, exponent] = SUFFIXES.get(suffix) ?? [10n, Number(suffix.slice(1))];
  const scale = exponent < 0 ? 1n : base ** BigInt(exponent);
  const shrink = 10n ** BigInt(part.length + Math.max(-exponent, 0));
  const scaled = BigInt(whole + part) * scale * UNIT;
  const rounded = (scaled + shrink - 1n) / shrink;
  return sign === '-' ? -rounded : rounded;
}

/** A quantity for people: `1500m`, `2`, `768Mi`. */
export function formatQuantity(quantity: Quantity): string {
  if (quantity % UNIT !== 0n) {
    const milli = UNIT / 1000n;
    return quantity % milli === 0n ? `${quantity / milli}m` : `${quantity}n`;
  }
  const units = quantity / UNIT;
  for (const suffix of ['Gi', 'Mi', 'Ki']) {
    const [base, exponent] = SUFFIXES.get(suffix) ?? [10n, 0];
    const size = base ** BigInt(exponent);
    if (units !== 0n && units % size === 0n) return `${units / size}${suffix}`;
  }
  return `${units}`;
}
