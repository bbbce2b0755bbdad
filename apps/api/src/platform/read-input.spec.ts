import { describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { permissions, Refusal, type Operation } from '@countersign/contracts/platform';
import { submitRequest } from '@countersign/contracts/requests';
import { createRole } from '@countersign/contracts/roles';
import { listTasks, previewDecision } from '@countersign/contracts/tasks';
import { createWorkflow } from '@countersign/contracts/workflows';
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

describe('a refusal says what is wrong in words, and where', () => {
  const said = (operation: Operation, raw: { params?: unknown; query?: unknown; body?: unknown }) => {
    try {
      readInput(operation, { params: {}, query: {}, body: undefined, ...raw });
      return [];
    } catch (error) {
      if (error instanceof Refusal) return (error.details.errors ?? []).map(({ pointer, detail }) => `${pointer}: ${detail}`);
      throw error;
    }
  };
  const role = { name: 'Role', permissions: [] };

  it.each([
    [{ ...role, name: 7 }, '/body/name: This must be a text.'],
    [{ ...role, permissions: {} }, '/body/permissions: This must be a list.'],
    [{ permissions: [] }, '/body/name: This is needed.'],
    [{ ...role, name: 'x'.repeat(81) }, '/body/name: This is too long: at most 80 characters.'],
    [{ ...role, name: ' ' }, '/body/name: This must not be empty.'],
    [{ ...role, 'a/b~c': 1 }, '/body/a~1b~0c: There is no such field.'],
    [{ ...role, permissions: Array.from({ length: 99 }, () => 'role.read') }, `/body/permissions: These are too many: at most ${permissions.length}.`],
    [[], '/body: This must be an object with named fields.'],
    [null, '/body: This must be an object with named fields.'],
  ])('%j', (body, expected) => expect(said(createRole, { body })).toEqual([expected]));

  it('lists what may stand there', () => {
    expect(said(previewDecision, { params: { taskId: '018f6f4e-7c1a-7c3e-8b1a-0123456789ab' }, query: { verdict: 'maybe' } })).toEqual(['/query/verdict: This must be one of: approve, reject, request_changes.']);
    expect(said(listTasks, { query: { assignee: 'you' } })).toEqual(['/query/assignee: This must be me.']);
    expect(said(listTasks, {})).toEqual(['/query/assignee: This is needed.']);
  });

  it('says of a step what it is not', () => {
    const step = { id: 'a', kind: 'approval', name: 'A', approvers: { roleIds: [], memberIds: [], unit: 'any' }, quorum: 1.5, onReject: 'end' };
    const saidOf = (steps: unknown) => said(createWorkflow, { body: { name: 'W', definition: { formatVersion: 1, steps } } });
    expect(saidOf([step])).toEqual(['/body/definition/steps/0/quorum: This must be a whole number.']);
    expect(saidOf([{ ...step, quorum: 0 }])).toEqual(['/body/definition/steps/0/quorum: This is too small: at least 1.']);
    expect(saidOf([{ ...step, kind: 'party' }])).toEqual(['/body/definition/steps/0/kind: This must be one of: approval, effect.']);
    expect(saidOf([{ ...step, kind: undefined }])).toEqual(['/body/definition/steps/0/kind: This is needed.']);
    expect(saidOf([])).toEqual(['/body/definition/steps: These are too few: at least 1.']);
  });

  it.each<readonly [string, object, string]>([
    ['the field, where one shape only can be meant', { onReject: {} }, '/onReject/goTo: This is needed.'],
    ['the field, where what else is there tells the shapes apart', { onOverdue: { escalateTo: [] } }, '/onOverdue/after: This is needed.'],
    ['what would do, where several shapes can be meant', { due: {} }, '/due: One of these is needed: workingHours, workingDays, hours.'],
    ['what would do, where what else is there fits several', { onOverdue: { after: { hours: 1 } } }, '/onOverdue: One of these is needed: escalateTo, then.'],
    ['a field that the closest shape does not know', { onReject: { goTo: 'a', more: 1 } }, '/onReject/more: There is no such field.'],
    ['a field that no shape knows, beside those of one', { onOverdue: { after: { hours: 1 }, then: 'reject', more: 1 } }, '/onOverdue/more: There is no such field.'],
    ['none, where fields of several are mixed', { due: { hours: 1, workingDays: 1 } }, '/due: This is of no kind that is known here.'],
    ['none, where something else is asked for', { due: 'soon' }, '/due: This is of no kind that is known here.'],
    ['a shape that is not known at all', { due: { weeks: 1 } }, '/due: This is of no kind that is known here.'],
    ['a fault within the shape that was meant', { due: { hours: 0 } }, '/due/hours: This is too small: at least 1.'],
  ])('of several shapes it names %s', (_, part, expected) => {
    const step = { id: 'a', kind: 'approval', name: 'A', approvers: { anyOf: [] }, quorum: 1, onReject: 'end', ...part };
    expect(said(createWorkflow, { body: { name: 'W', definition: { formatVersion: 2, steps: [step] } } })).toEqual([`/body/definition/steps/0${expected}`]);
  });

  it('names a fault of a field that several shapes share, and what would do', () => {
    const step = { id: 'a', kind: 'approval', name: 'A', approvers: { anyOf: [] }, quorum: 1, onReject: 'end', onOverdue: { after: { hours: 0 } } };
    expect(said(createWorkflow, { body: { name: 'W', definition: { formatVersion: 2, steps: [step] } } })).toEqual(['/body/definition/steps/0/onOverdue/after/hours: This is too small: at least 1.', '/body/definition/steps/0/onOverdue: One of these is needed: escalateTo, then.']);
  });

  it('looks through shapes that are several themselves', () => {
    const wait = { id: 'a', kind: 'wait', name: 'A', until: {} };
    expect(said(createWorkflow, { body: { name: 'W', definition: { formatVersion: 2, steps: [wait] } } })).toEqual(['/body/definition/steps/0/until: One of these is needed: workingHours, workingDays, hours, field, message.']);
  });
});
