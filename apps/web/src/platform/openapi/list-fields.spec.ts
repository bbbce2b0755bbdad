import { describe, expect, it } from '@jest/globals';
import { listFields } from './list-fields.js';
import { refusalsOfText, type OperationText } from './read-openapi.js';

const lines = (schema: Parameters<typeof listFields>[0]) => listFields(schema).map(({ path, type, isRequired, limits }) => [path, type, isRequired, limits]);

describe('the fields of a schema', () => {
  it('are listed from the outside in, with type, limits, and whether they are needed', () => {
    const step = { type: 'object', properties: { name: { type: 'string', maxLength: 80 } }, required: ['name'] };
    expect(lines({ type: 'object', required: ['steps'], properties: { steps: { type: 'array', minItems: 1, items: step }, note: { type: 'string' }, free: { type: 'object', additionalProperties: {} } } })).toEqual([
      ['steps', 'list', true, 'at least 1 items'],
      ['steps[].name', 'string', true, 'at most 80 characters'],
      ['note', 'string', false, ''],
      ['free', 'object of any fields', false, ''],
    ]);
  });

  it('say what may be null, what is one of some values, and which of several kinds they belong to', () => {
    const [card, cash] = ['card', 'cash'].map((kind) => ({ type: 'object', required: ['kind'], properties: { kind: { const: kind } } }));
    expect(lines({ type: 'object', required: ['pay'], properties: { state: { enum: ['open', 'closed'], 'x-grows': true }, at: { anyOf: [{ type: 'string' }, { type: 'null' }] }, count: { type: ['integer', 'null'], minimum: -Number.MAX_SAFE_INTEGER }, pay: { oneOf: [card ?? {}, cash ?? {}] } } })).toEqual([
      ['state', '"open" | "closed"', false, 'more values will come'],
      ['at', 'string or null', false, ''],
      ['count', 'integer or null', false, ''],
      ['pay<card>', 'object', true, ''],
      ['pay<card>.kind', '"card"', true, ''],
      ['pay<cash>', 'object', true, ''],
      ['pay<cash>.kind', '"cash"', true, ''],
    ]);
  });

  it('of an answer that is one value are that value', () => expect(lines({ type: 'string' })).toEqual([['', 'string', true, '']]));
});

it('the refusals of an operation are read with status, code and sentence', () => {
  const responses = { 200: { description: 'Fine' }, 409: { description: 'name_taken: In use: choose another.\nrequest_closed: Ended.' } };
  expect(refusalsOfText({ responses } as unknown as OperationText)).toEqual([
    { status: '409', code: 'name_taken', sentence: 'In use: choose another.' },
    { status: '409', code: 'request_closed', sentence: 'Ended.' },
  ]);
});
