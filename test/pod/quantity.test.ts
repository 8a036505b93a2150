import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuantity, parseQuantity } from '../../src/pod/quantity.js';
import { isOlder } from '../../src/rules/version.js';

describe('quantities', () => {
  it.each([
    ['1', '1000m'],
    [1, '1'],
    [0.1, '100m'],
    ['1.5Gi', '1536Mi'],
    ['1k', '1000'],
    ['1e3', '1000'],
    ['1E3', '1k'],
    ['1E', '1000P'],
    ['5e-1', '500m'],
    ['.5', '500m'],
    ['1.', '1'],
    ['1Ki', '1024'],
    ['8Ei', '8192Pi'],
    ['100u', '0.1m'],
    ['1n', '0.1n'],
    [1e21, '1000E'],
  ])('%s is %s', (a, b) => {
    expect(parseQuantity(a)).not.toBeNull();
    expect(parseQuantity(a)).toBe(parseQuantity(b));
  });

  it.each(['', '.', 'Gi', '1gb', '1 Gi', '1e', '$(CPU)', '1e999', null, true, '1.2.3'])(
    '%s is none',
    (value) => {
      expect(parseQuantity(value)).toBeNull();
    },
  );

  it('tells apart what a float would not', () => {
    const large = '9007199254740993';
    expect(parseQuantity(large)).not.toBe(parseQuantity('9007199254740992'));
    expect(parseQuantity('0.1')).toBe((parseQuantity('0.3') ?? 0n) - (parseQuantity('0.2') ?? 0n));
  });

  it('prints as people write', () => {
    const printed = ['1500m', '2', '768Mi', '1Gi', '1000', '0', '5n'];
    expect(printed.map((text) => formatQuantity(parseQuantity(text) ?? -1n))).toEqual(printed);
    expect(formatQuantity(parseQuantity('1.5') ?? 0n)).toBe('1500m');
  });

  it('reads what it prints', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 27n }), (quantity) => {
        expect(parseQuantity(formatQuantity(quantity))).toBe(quantity);
      }),
    );
  });
});

describe('releases', () => {
  it.each([
    ['1.6.9', '1.7.0', true],
    ['1.7', '1.7.0', false],
    ['v1.10.0', '1.7.0', false],
    ['1.7.0-rc1', '1.7.0', false],
    ['v1beta2-1.4.6', '1.6.2', true],
    ['latest', '1.7.0', false],
  ])('%s before %s: %s', (version, minimum, older) => {
    expect(isOlder(version, minimum)).toBe(older);
  });
});
