import { describe, expect, it } from '@jest/globals';
import { conditionText, conditionViewOf } from './condition-text.part.js';

const form = {
  type: 'object',
  properties: {
    amount: { type: 'string', format: 'money', title: 'Amount' },
    route_director: { type: 'boolean', title: 'Director signs' },
    days: { type: 'integer', title: 'Days' },
    category: { title: 'Category', enum: ['Travel', 'Other'] },
    unnamed: { type: 'boolean' },
  },
};

describe('a condition, read by a requester', () => {
  it.each([
    ['decimal(request.amount.amount) >= decimal("5000")', 'if Amount is 5,000 or more'],
    ['decimal(request.amount.amount) < decimal("1234567.505")', 'if Amount is less than 1,234,567.505'],
    ['decimal(request.amount.amount) > decimal("-1000")', 'if Amount is more than \u22121,000'],
    ['request.amount.currency != "EUR" || decimal(request.amount.amount) >= decimal("5000")', 'if Amount is not in EUR or Amount is 5,000 or more'],
    ['request.route_director', 'if Director signs'],
    ['request.route_director == true', 'if Director signs'],
    ['request.route_director != false', 'if Director signs'],
    ['!request.route_director', 'if “Director signs” is answered no'],
    ['request.route_director == false', 'if “Director signs” is answered no'],
    ['request.days > 71 && request.category == "Travel"', 'if Days is more than 71 and Category is “Travel”'],
  ])('%s reads: %s', (source, text) => {
    expect(conditionText(source, form)).toBe(text);
  });

  it.each([
    'request.days > 71 && request.route_director || request.category == "Travel"',
    'request.days + 1 > 71',
    'request.gone > 1',
    'request.unnamed',
    'request.days',
    'request.category > "Travel"',
    '!request.route_director == true',
    'requester.unit == "Lab"',
    'request.category == "a || b"',
    'request.category == "a\\"b"',
  ])('%s stays as it was written', (source) => {
    expect(conditionText(source, form)).toBe(source);
  });
});

describe('a condition, read by who looks at a workflow', () => {
  const other = { type: 'object', properties: { days: { type: 'integer', title: 'Nights' } } };
  const source = 'request.days > 3';

  it.each([
    ['in words where it has some', [form], 'Days is more than 3'],
    ['as it was written where the forms that use it word it differently', [form, other], null],
    ['as it was written where no form uses it', [], null],
    ['as it was written where a form has no such field', [{ type: 'object', properties: {} }], null],
  ])('is given %s', (_name, forms, text) => {
    expect(conditionViewOf(source, forms)).toEqual({ source, text });
  });
});
