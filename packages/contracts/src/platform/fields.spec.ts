import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { cursorLengthMax, decimal, digest, email, id, instant, line, money, page, pageQuery, paragraph } from './index.js';

function tellApart(name: string, schema: z.ZodMiniType, accepted: readonly unknown[], refused: readonly unknown[]) {
  describe(name, () => {
    test.each(accepted.map((value) => [JSON.stringify(value), value]))('takes %s as it is', (_text, value) => {
      expect(schema.safeParse(value)).toEqual({ success: true, data: value });
    });
    test.each(refused.map((value) => [JSON.stringify(value) ?? String(value), value]))('refuses %s', (_text, value) => {
      expect(schema.safeParse(value).success).toBe(false);
    });
  });
}

const uuid = '018f6f4e-7c1a-7c3e-8b1a-0123456789ab';
tellApart('an id', id(), [uuid], [uuid.toUpperCase(), `${uuid}\n`, ` ${uuid}`, uuid.slice(1), `{${uuid}}`, uuid.replace('-8', '-f'), '', 'null', null, 1, "' or 1=1 --"]);
tellApart('a digest', digest(), ['0'.repeat(64), 'abcdef0123456789'.repeat(4)], ['A'.repeat(64), '0'.repeat(63), '0'.repeat(65), `${'0'.repeat(64)}\n`, 'g'.repeat(64), 0]);
tellApart('an instant', instant(), ['2026-11-21T09:30:00.000Z'], ['2026-11-21T09:30:00Z', '2026-11-21T09:30:00.000+01:00', '2026-11-21', '2026-11-21T09:30:00.000Z ', '2027-02-29T00:00:00.000Z', '2027-04-31T00:00:00.000Z', '2027-13-01T00:00:00.000Z', '2027-01-01T24:00:00.000Z', '2027-01-01T23:59:60.000Z', 0]);
tellApart('a line', line(5), ['a', 'abcde', ' a ', '👩‍👩'], ['', ' ', '\t\n', 'abcdef', 'a\u0000', '\ud800', 'a\udc00', null, 5, ['a']]);
tellApart('a paragraph', paragraph(5), ['', 'a\nb', ' '], ['abcdef', '\u0000', '\ud800', null]);
tellApart('an e-mail address', email(), ['a@example.com', 'A.B+c@sub.example.org'], ['a', 'a@', '@example.com', 'a b@example.com', `${'a'.repeat(250)}@x.com`, 'a@example.com\n', '']);
tellApart('a page', page(z.string()), [{ items: [], nextCursor: null }, { items: ['a'], nextCursor: 'c' }], [{ items: [] }, { items: [1], nextCursor: null }, { items: [], nextCursor: null, total: 1 }]);
tellApart('the limit of a list', z.strictObject(pageQuery), [{}, { limit: '1' }, { limit: '100', cursor: '' }, { cursor: 'c'.repeat(cursorLengthMax) }], [{ limit: '0' }, { limit: '101' }, { limit: '01' }, { limit: 10 }, { limit: '1e1' }, { limit: ' 1' }, { offset: '1' }, { cursor: 'c'.repeat(cursorLengthMax + 1) }]);

tellApart(
  'a decimal',
  decimal(),
  ['0', '-0', '0.00', '12400.00', '-1.5', `${'9'.repeat(30)}.${'9'.repeat(30)}`, '0.100000000000000005551'],
  ['', '.5', '5.', '+5', '05', '00', '1e3', '1,000.00', ' 5', '5 ', '5\n', 'NaN', 'Infinity', '0x1f', '٥', '--5', `1${'0'.repeat(30)}`, `0.${'0'.repeat(31)}`, 5, 0.1, null],
);
tellApart(
  'money',
  money(),
  [{ amount: '12400.00', currency: 'EUR' }, { amount: '0.10', currency: 'USD' }],
  [{ amount: 12400, currency: 'EUR' }, { amount: '1', currency: 'eur' }, { amount: '1', currency: 'EURO' }, { amount: '1' }, { currency: 'EUR' }, { amount: '1', currency: 'EUR', scale: 2 }, '1 EUR', null],
);

test('an amount comes out with the digits it went in with', () => {
  const amount = '1234567890123456789.1000000000000000';
  expect(z.parse(money(), JSON.parse(JSON.stringify({ amount, currency: 'EUR' })))).toEqual({ amount, currency: 'EUR' });
});
