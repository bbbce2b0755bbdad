import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileCondition } from './index.js';

/** Under mutation testing fewer runs, and always the same ones. */
const { randomly = { numRuns: 2000 } } = globalThis as { readonly randomly?: { readonly numRuns: number } };

function ask(source: string, request: Record<string, unknown> = {}) {
  const compiled = compileCondition(source);
  if (!compiled.ok) throw new Error(compiled.message);
  const answer = compiled.condition.evaluate({ request, requester: { unit: null } });
  return answer.ok ? answer.result : answer.message;
}

describe('a decimal', () => {
  test('is compared exactly where binary fractions are not', () => {
    expect(ask('decimal("0.1") == decimal("0.10000000000000000555")')).toBe(false);
    expect(ask('decimal("9007199254740993") > decimal("9007199254740992")')).toBe(true);
    expect(ask('decimal("123456789012345678901234567890.000000000000000000000000000001") > decimal("123456789012345678901234567890")')).toBe(true);
  });

  test.each([
    ['decimal("5000.00") == decimal("5000")', true],
    ['decimal("-0.00") == decimal("0")', true],
    ['decimal("0005") == decimal(5)', true],
    ['decimal("10") > decimal("9")', true],
    ['decimal("-10") < decimal("-9")', true],
    ['decimal("-0.5") < decimal("0.4")', true],
    ['decimal("5.01") >= 5', true],
    ['5 > decimal("4.99")', true],
    ['decimal("5.00") == 5 && 5 == decimal("5.00") && 5 != decimal("5.01")', true],
    ['decimal("5.0") in [decimal("4"), decimal("5")]', true],
    ['decimal(decimal("5.0")) == decimal("5")', true],
    ['[decimal("5.00")] == [decimal("5")]', true],
    ['[decimal("0070.10")] == [decimal("70.1")]', true],
    ['[decimal("-0.0"), decimal("00")] == [decimal("0"), decimal("-0")]', true],
    ['[decimal("-5")] == [decimal("5")]', false],
    ['{"a": decimal("0070.10")} == {"a": decimal("70.1")} && {"a": decimal("-0.0")} == {"a": decimal("00")}', true],
    // With whole numbers in lists and maps as beside them.
    ['{"a": decimal("5.00"), "b": [5]} == {"b": [decimal("5")], "a": 5}', true],
    ['{"a": decimal("5.01")} == {"a": 5} || {"a": 5} == {"b": 5} || {"a": 5} == {"a": 5, "b": 5} || {"a": 5, "b": 5} == {"a": 5} || {"a": null} == {"b": null}', false],
    ['{"a": 5} != {"a": decimal("5.00")} || [null] == {"a": 1} || {"a": 1} == [null] || {"a": 1} == [["a", 1]] || [["a", 1]] == {"a": 1}', false],
    ['decimal("5.00") in [4, 5]', true],
    ['5 in [decimal("4"), decimal("5.00")]', true],
    ['decimal("5.01") in [4, 5]', false],
    ['[decimal("5.00"), 6] == [5, decimal("6.0")]', true],
    ['[[decimal("5.00")]] != [[5]]', false],
    ['[decimal("5")] == [decimal("5"), decimal("5")] || [decimal("5"), decimal("5")] == [decimal("5")]', false],
    ['[1, 2] == [1, 3] || [] != [] || "b" in ["a"] || 1 in []', false],
    ['[1, "a", null, [2.0]] == [1.0, "a", null, [2]] && 1 in [1.0] && [1] in [[1]] && null in [null]', true],
    ['duration("60s") == duration("1m")', true],
  ])('%s is %s', (source, expected) => expect(ask(source)).toBe(expected));

  test.each(['decimal("5") == "5"', 'decimal("5") != "5"', '"5" == decimal("5")', 'decimal("5") == 5.0', 'decimal("5") == null', 'decimal("5") in ["5"]', '"5" in [decimal("5")]', '[decimal("5")] == ["5"]', '{"a": decimal("5")} == {"a": "5"}'])('%s fails instead of being silently unequal', (source) => {
    expect(ask(source)).toMatch(/a decimal is compared with decimals and whole numbers only/);
  });

  test.each(['decimal("5") > "4"', 'decimal("5") > 4.5', 'decimal(4.5) > decimal("4")'])('%s fails', (source) => expect(ask(source)).toMatch(/no matching overload/));

  test.each(['', ' 5', '5 ', '+5', '5.', '.5', '1e3', '1,000', '0x10', 'NaN', 'Infinity', '٥', '5\n', `1${'0'.repeat(40)}`, `0.${'0'.repeat(31)}1`])('%j is no decimal', (text) => {
    expect(ask('decimal(request.text) == decimal("5")', { text })).toMatch(/is not a decimal number/);
  });

  test('is asked for in a sentence that repeats no more than the beginning of what was given', () => {
    expect(ask('decimal(request.text) == decimal("5")', { text: 'x'.repeat(100) })).toContain(`: "${'x'.repeat(40)}" is not a decimal number`);
  });

  test('orders any two amounts as their digits do, under all six operators', () => {
    const scale = 6;
    const amount = fc.record({ units: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), zeros: fc.nat({ max: 8 }) });
    const textOf = (units: bigint, zeros: number) => {
      const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
      return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}${'0'.repeat(zeros)}`;
    };
    const operators: [string, (a: bigint, b: bigint) => boolean][] = [['<', (a, b) => a < b], ['<=', (a, b) => a <= b], ['>', (a, b) => a > b], ['>=', (a, b) => a >= b], ['==', (a, b) => a === b], ['!=', (a, b) => a !== b]];
    fc.assert(
      fc.property(amount, amount, fc.constantFrom(...operators), fc.boolean(), (left, other, [operator, holds], near) => {
        const right = near ? { units: left.units + (other.units % 2n), zeros: other.zeros } : other;
        const request = { a: textOf(left.units, left.zeros), b: textOf(right.units, right.zeros) };
        expect(ask(`decimal(request.a) ${operator} decimal(request.b)`, request)).toBe(holds(left.units, right.units));
      }),
      randomly,
    );
  });
});
