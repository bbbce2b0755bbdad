import { describe, expect, it } from '@jest/globals';
import { checkDraft, explainProblems } from './check-draft.js';
import { describeForm } from './describe-form.js';
import { draftOf, readForm, type Draft } from './draft.js';

const form = {
  type: 'object',
  additionalProperties: false,
  required: ['title', 'amount', 'urgency'],
  properties: {
    title: { type: 'string', title: 'What for', minLength: 3, maxLength: 80 },
    amount: { format: 'money', type: 'object', title: 'Amount' },
    urgency: { type: 'string', enum: ['low', 'high'] },
    neededBy: { type: 'string', format: 'date' },
    seats: { type: 'integer', minimum: 1, maximum: 500, description: 'How many people sit there.' },
    recurring: { type: 'boolean' },
    contact_mail: { type: 'string', format: 'email' },
    why: { type: 'string', format: 'multiline' },
    vendor: { type: 'string', format: 'record', recordSet: '019ab0c0-0000-7000-8000-000000000001' },
    lines: { type: 'array', items: { type: 'object', additionalProperties: false, required: ['text'], properties: { text: { type: 'string', minLength: 2 } } } },
  },
} as const;
const whole: Draft = { title: 'Stage lighting', amount: { amount: '12,400.00', currency: 'EUR' }, urgency: 'high', neededBy: '', seats: '', recurring: false, contact_mail: '', why: '', vendor: '', lines: [] };

describe('a form made from a JSON Schema', () => {
  it('has a field of the right kind for every property, in order, with a label in words', () => {
    expect(describeForm(form).map(({ label, kind, required }) => [label, kind.is, required])).toEqual([
      ['What for', 'line', true], ['Amount', 'money', true], ['Urgency', 'choice', true], ['Needed by', 'date', false], ['Seats', 'integer', false],
      ['Recurring', 'yes-no', false], ['Contact mail', 'email', false], ['Why', 'multiline', false], ['Vendor', 'record', false], ['Lines', 'list', false],
    ]);
  });

  it('sends what was filled in and leaves out what was not; the amount stays text', () => {
    expect(checkDraft(form, whole)).toEqual({ content: { title: 'Stage lighting', amount: { amount: '12400.00', currency: 'EUR' }, urgency: 'high', recurring: false }, problems: [] });
  });

  it('names every field that is missing, once, in the order of the form', () => {
    expect(checkDraft(form, {}).problems.map(({ pointer, detail }) => [pointer, detail])).toEqual([['/title', 'Fill in “What for”.'], ['/amount', 'Fill in “Amount”.'], ['/urgency', 'Fill in “Urgency”.']]);
  });

  it.each([
    [{ title: 'ab' }, '/title', '“What for” needs at least 3 characters.'],
    [{ contact_mail: 'nobody' }, '/contact_mail', '“Contact mail” is not an e-mail address.'],
    [{ seats: '0' }, '/seats', '“Seats” is too small: 1 is the least.'],
    [{ seats: '501' }, '/seats', '“Seats” is too large: 500 is the most.'],
    [{ seats: 'two' }, '/seats', 'Write a whole number.'],
    [{ amount: { amount: '1,250', currency: 'EUR' } }, '/amount', 'It is not clear what the comma or point divides. Write 1250 or 1250.00.'],
    [{ lines: [{ text: 'ok' }, { text: 'x' }] }, '/lines/1/text', '“Text” needs at least 2 characters.'],
    [{ lines: [{ text: '' }] }, '/lines/0/text', 'Fill in “Text”.'],
  ])('says what is wrong with %j beside its field', (change, pointer, detail) => {
    expect(checkDraft(form, { ...whole, ...change }).problems.map((problem) => [problem.pointer, problem.detail])).toEqual([[pointer, detail]]);
  });

  it('is filled again from a revision without changing it', () => {
    const content = { title: 'Stage lighting', amount: { amount: '12400.500', currency: 'USD' }, urgency: 'low', seats: 3, recurring: true, why: 'Line one\nline two', vendor: 'v1', lines: [{ text: 'one' }, { text: 'two' }] };
    const fields = describeForm(form);
    const draft = Object.fromEntries(fields.map((field) => [field.name, draftOf(field, (content as Record<string, unknown>)[field.name])]));
    expect(readForm(fields, draft)).toEqual({ value: content, problems: [] });
  });

  it('puts a problem that the server found beside the same field', () => {
    expect(explainProblems(form, whole, [{ pointer: '/body/content/amount/currency', detail: 'String does not match pattern.' }, { pointer: '/body/content', detail: 'No.' }])).toEqual([
      { pointer: '/amount', label: 'Amount', detail: 'String does not match pattern.' },
      { pointer: '', label: 'The form', detail: 'No.' },
    ]);
  });
});
