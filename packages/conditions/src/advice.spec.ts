import { describe, expect, test } from '@jest/globals';
import { checkCondition, conditionScope } from './index.js';

const long = 'x'.repeat(60);
const form = {
  type: 'object',
  properties: { title: { type: 'string' }, days: { type: 'integer' }, amount: { format: 'money' }, limit: { format: 'money' }, [long]: { type: 'string' }, [`${long}y`]: { format: 'money' } },
  required: ['title', 'days', 'amount', 'limit', `${long}y`],
};
const scope = conditionScope({ form });
const told = (source: string) => checkCondition(source, scope).map(({ message }) => message);
/** The last sentence: what to write. */
const adviceOf = (source: string) => {
  const [message = '', ...more] = told(source);
  expect(more).toEqual([]);
  return /(?:[:.]) ((?:Write|Compare|A decimal)[^:]*(?:: write .*)?)$/.exec(message)?.[1];
};

const numberAdvice = 'Write the number without quotation marks.';
const textAdvice = 'Write the text in quotation marks.';
const decimalAdvice = 'A decimal is compared with decimals and whole numbers: write decimal(…) around the other.';

test.each([
  ['request.days > "3"', numberAdvice],
  ['"3" < request.days', numberAdvice],
  ["request.days == '3'", numberAdvice],
  ['"3" == request.days', numberAdvice],
  ['1.5 < "2"', numberAdvice],
  ['request.title == 3', textAdvice],
  ['3 == request.title', textAdvice],
  ['request.title == -3', textAdvice],
  ['request.title > 1.5', textAdvice],
  ['request.title == request.days', 'Compare what is alike.'],
  ['request.days == request.title', 'Compare what is alike.'],
  ['request.title + size("a") == "3"', 'Compare what is alike.'],
  ['decimal("1") == "1"', decimalAdvice],
  ['"1" == decimal("1")', decimalAdvice],
  ['1.5 < decimal("1")', decimalAdvice],
  ['decimal("1") > request.title', decimalAdvice],
])('advice on %s: %s', (source, advice) => expect(adviceOf(source)).toBe(advice));

describe('an amount is compared as a number, with the other', () => {
  const path = 'decimal(request.amount.amount)';
  test.each([
    // As it was written.
    ['request.amount > 5000', `Write ${path}, and the other as decimal("5000").`],
    ['5000 < request.amount', `Write ${path}, and the other as decimal("5000").`],
    ['request.amount == -5000.25', `Write ${path}, and the other as decimal("-5000.25").`],
    ['request.amount == "5000"', `Write ${path}, and the other as decimal("5000").`],
    ["'5000' == request.amount.amount", `Write ${path}, and the other as decimal("5000").`],
    ['request.amount.amount >= "5000"', `Write ${path}, and the other as decimal("5000").`],
    ['"5000" <= request.amount.amount', `Write ${path}, and the other as decimal("5000").`],
    ['request.amount.amount < "5000"', `Write ${path}, and the other as decimal("5000").`],
    ['request.amount > 5u', `Write ${path}, and the other as decimal("5").`],
    ['request.amount.amount == request.title', `Write ${path}, and the other as decimal(request.title).`],
    ['request.title != request.amount.amount', `Write ${path}, and the other as decimal(request.title).`],
    // An amount like itself.
    ['request.amount > request.limit', `Write ${path}, and the other as decimal(request.limit.amount).`],
    ['request.amount.amount > request.limit.amount', `Write ${path}, and the other as decimal(request.limit.amount).`],
    ['request.amount.amount == request.limit', `Write ${path}, and the other as decimal(request.limit.amount).`],
    // That can stay as it is.
    ['request.amount > request.days', `Write ${path}.`],
    ['request.days < request.amount', `Write ${path}.`],
    ['request.amount > request.days + 1', `Write ${path}.`],
    ['decimal("5") < request.amount', `Write ${path}.`],
    // That is neither a number nor a path: whoever wrote it knows where it begins.
    ['request.amount > double(request.title)', `Write ${path}, and the other as decimal(…).`],
    ['request.amount.amount > "5" + request.title', `Write ${path}, and the other as decimal(…).`],
    ['request.amount.amount > request.title + "5"', `Write ${path}, and the other as decimal(…).`],
    ['request.amount.amount > "5x"', `Write ${path}, and the other as decimal(…).`],
    ['request.amount.amount > (request.title)', `Write ${path}, and the other as decimal(request.title).`],
  ])('%s', (source, advice) => expect(adviceOf(source)).toBe(advice));

  test('and an amount beside no other order than by size is told of nothing', () => {
    expect(told('request.amount.amount.startsWith("5") && size(request.amount.amount) > 3 && request.amount.amount + "" != ""')).toEqual([]);
  });
});

describe('what is written', () => {
  test('stands in a sentence on one line, with single spaces', () => {
    expect(told('request.days   +\n\t 1 > request.title')).toEqual(['“request.days + 1” is a whole number and “request.title” is text: they cannot be compared by >. Compare what is alike.']);
  });

  test('is shortened where it is only named, from 61 characters on', () => {
    const sum = (digits: number) => `request.days + ${'1'.repeat(digits)}`;
    for (const [source, text] of [[sum(45), null]] as const) expect([source.length, text]).toEqual([60, null]);
    const named = (concat: string) => told(`request.days == ${concat}`)[0]?.split(' and “')[1]?.split('” is')[0];
    const written = (length: number) => `[${'1'.repeat(10)}, ${'2'.repeat(10)}, ${'3'.repeat(10)}, ${'4'.repeat(length - 38)}]`;
    expect(written(58)).toHaveLength(58);
    expect(named(written(50))).toBe(written(50));
    expect(named(`["${'x'.repeat(56)}"]`)).toBe(`["${'x'.repeat(56)}"]`);
    expect(named(`["${'x'.repeat(57)}"]`)).toBe(`["${'x'.repeat(55)}…`);
  });

  test('is whole where it has to be written again', () => {
    expect(told(`request.${long} == "a"`)).toEqual([`“request.${long}” may be left out, and the condition would fail then. Ask for it first: has(request.${long}) && …`]);
    expect(told(`request.${long}y > 3`)[0]).toContain(`Write decimal(request.${long}y.amount), and the other as decimal("3").`);
  });
});
