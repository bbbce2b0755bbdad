import { describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { Refusal } from '@countersign/contracts/platform';
import { submitRequest } from '@countersign/contracts/requests';
import { readInput } from './read-input.js';

function pointersOf(work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof Refusal) return [error.code, ...(error.details.errors ?? []).map(({ pointer }) => pointer)];
    throw error;
  }
}

const submit = (content: string) => pointersOf(() => readInput(submitRequest, { params: {}, query: {}, body: JSON.parse(`{"requestTypeId": "018f6f4e-7c1a-7c3e-8b1a-0123456789ab", "content": ${content}}`) as unknown }));
const list = (query: object) => pointersOf(() => readInput(listAuditEntries, { params: {}, query, body: undefined }));

describe('what no database and no digest can hold is refused where it stands', () => {
  it.each([['1e309', '/body/content/n'], ['-1e999', '/body/content/n'], ['[0, {"deep": 1e400}]', '/body/content/n/1/deep'], ['"a\\u0000"', '/body/content/n'], ['"\\ud800"', '/body/content/n']])('in a body: %s', (value, pointer) => {
    expect(submit(`{"n": ${value}}`)).toEqual(['invalid_input', pointer]);
  });
  it('in a query', () => expect(list({ subjectId: 'a\u0000' })).toEqual(['invalid_input', '/query/subjectId']));
  it('and nothing else', () => expect([submit('{"n": 1e308}'), list({ subjectId: 'a' })]).toEqual([[], []]));
});
