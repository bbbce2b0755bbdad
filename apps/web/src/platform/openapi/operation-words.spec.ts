import { describe, expect, it } from '@jest/globals';
import { fieldsOf, fieldWords, hasWords, refusalWords } from './operation-words.js';
import type { OperationText } from './read-openapi.js';

const text = (type: string) => ({ type });
const operation: OperationText = {
  operationId: 'addNote', summary: 'Add a note', tags: ['requests'], 'x-permission': 'request.read', 'x-key-scope': null, 'x-audit-action': null, 'x-budget': { statements: 1, bytes: 1, p95Ms: 1 },
  parameters: [{ name: 'requestId', in: 'path', required: true, schema: text('string') }, { $ref: '#/components/parameters/IdempotencyKey' }],
  requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { mentions: text('string') } } } } },
  responses: { 201: { description: 'Done', content: { 'application/json': { schema: { type: 'object', properties: { writtenAt: text('string') } } } } }, 409: { description: 'notes_full: This request has as many notes as it can hold.' } },
};

describe('an operation of the API', () => {
  it('says what is sent and answered by where it stands, leaving out where nothing does', () => {
    expect(fieldsOf(operation).map(({ title, lines }) => [title, lines.map(({ path }) => path)])).toEqual([['In the path', ['requestId']], ['In the body', ['mentions']], ['Answered, with status 201', ['writtenAt']]]);
    expect(fieldWords(fieldsOf(operation))).toBe('In the path: requestId string. In the body: mentions string. Answered, with status 201: writtenAt string');
    expect(refusalWords(operation)).toBe('409 notes_full This request has as many notes as it can hold.');
  });

  it.each(['addnote', ' POST /v1/notes ', 'Add a', 'request.read', 'writtenAt', 'mentions', 'notes_full', 'as many notes', ''])('is found by %j', (words) => expect(hasWords({ method: 'POST', path: '/v1/notes', operation }, words)).toBe(true));
  it('is not found by what it does not say', () => expect(hasWords({ method: 'POST', path: '/v1/notes', operation }, 'dueAt')).toBe(false));
});
