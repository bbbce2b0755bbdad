import { workflowDefinition } from '@countersign/contracts/workflows';
import { describe, expect, it } from '@jest/globals';
import { shapeFindings } from './shape-findings.part.js';

const findingsOf = (sent: unknown) => {
  const { success, error } = workflowDefinition.safeParse(sent);
  return success ? [] : shapeFindings(sent, error.issues);
};

const roleId = '0a9f4f4e-7d53-4b1f-9a3e-0d7a2f1c5b6e';

describe('what is wrong with the shape of a definition', () => {
  it('is said in words where a workflow has no step yet, where an effect names nobody, and where a step has no name (row:A2)', () => {
    expect(findingsOf({ formatVersion: 2, steps: [] })).toEqual([{ stepId: null, field: 'steps', message: 'There is no step yet. A workflow has at least one.', at: null }]);
    const ask = { id: 'ask', kind: 'effect', name: 'Ask', effect: { kind: 'ask', to: [], text: 'Order it' }, onReverse: 'nothing' };
    expect(findingsOf({ formatVersion: 2, steps: [ask] })).toEqual([{ stepId: 'ask', field: 'effect/to', message: 'Nobody is named yet. Choose who it is for.', at: null }]);
    const step = { id: 'wait', kind: 'wait', name: '', until: { hours: 1 } };
    expect(findingsOf({ formatVersion: 2, steps: [step] })).toEqual([{ stepId: 'wait', field: 'name', message: 'The name must not be empty.', at: null }]);
  });

  it('says at most how much, and keeps what only its author can read (row:A2)', () => {
    const step = { id: 'wait', kind: 'wait', name: 'x'.repeat(300), until: { hours: 1 } };
    expect(findingsOf({ formatVersion: 2, steps: [step] })[0]?.message).toMatch(/^The name is too long: at most \d+\.$/);
    expect(findingsOf({ formatVersion: 2 })[0]?.message).toMatch(/^“steps” is not as it should be: /);
  });

  it.each([
    [{ kind: 'webhook', endpointId: '', event: 'payment.requested' }, 'Choose the webhook endpoint.'],
    [{ kind: 'webhook', endpointId: 'FEEF', event: 'payment.requested' }, 'Choose the webhook endpoint from the list: what stands there is none.'],
    [{ kind: 'http', connectionId: '', method: 'POST', path: '/x', body: null }, 'Choose the connection.'],
    [{ kind: 'message', connectionId: '', text: 'x' }, 'Choose the connection.'],
    [{ kind: 'notice', to: [{ kind: 'role', roleId: '' }], text: 'x' }, 'Choose the role.'],
    [{ kind: 'notice', to: [{ kind: 'group', groupId: '' }], text: 'x' }, 'Choose the group.'],
    [{ kind: 'notice', to: [{ kind: 'member', memberId: '' }], text: 'x' }, 'Choose the member.'],
    [{ kind: 'webhook', endpointId: roleId, event: '' }, 'The event is missing. Give one, such as payment.requested.'],
    [{ kind: 'http', connectionId: roleId, method: 'POST', path: '', body: null }, 'The path is missing. Give one, such as /payments.'],
    [{ kind: 'http', connectionId: roleId, method: 'POST', path: 'payments', body: null }, 'The path must be a path with a slash first, such as /payments.'],
  ])('is said of %j without a word of the schema: %s (row:A2)', (effect, message) => {
    const step = { id: 'pay', kind: 'effect', name: 'Pay', effect, onReverse: 'person' };
    expect(findingsOf({ formatVersion: 2, steps: [step] }).map((finding) => [finding.stepId, finding.message])).toEqual([['pay', message]]);
  });

  it('names a calendar that is none, too (row:A2)', () => {
    const step = { id: 'wait', kind: 'wait', name: 'Wait', until: { hours: 1 }, calendarId: '' };
    expect(findingsOf({ formatVersion: 2, steps: [step] }).map(({ message }) => message)).toEqual(['Choose the calendar.']);
  });
});
