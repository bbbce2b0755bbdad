import { describe, expect, test } from '@jest/globals';
import { approval, definitionOf, parallel, refusal, Trial, wait } from '../trials/trial.js';

describe('a wait', () => {
  const definition = definitionOf(approval('one'), wait('w'), approval('two'));
  test('begins when it is come to, says until when, and lets the run go on when it is over', () => {
    const trial = new Trial(definition);
    trial.sign('ann');
    expect(trial.lastFacts.at(-1)).toMatchObject({ kind: 'wait_started', stepId: 'w', until: '2026-11-22T09:30:00.000Z' });
    expect([trial.state?.status, trial.asked]).toEqual(['open', []]);
    trial.send({ kind: 'end_wait', stepId: 'w' });
    expect(trial.lastKinds).toEqual(['wait_over', 'task_opened']);
    expect(trial.state).toMatchObject({ waits: [], doneStepIds: ['one', 'w'] });
  });

  test.each(['w', 'one', 'nothing'])('that has not begun cannot be over: %s', (stepId) => {
    expect(new Trial(definition).send({ kind: 'end_wait', stepId })).toEqual(refusal('not_waiting'));
  });

  test('is not over for another that is waited for', () => {
    const trial = new Trial(definition);
    trial.sign('ann');
    expect(trial.send({ kind: 'end_wait', stepId: 'two' })).toEqual(refusal('not_waiting'));
  });

  test('is over once', () => {
    const trial = new Trial(definition);
    trial.sign('ann');
    trial.send({ kind: 'end_wait', stepId: 'w' });
    expect(trial.send({ kind: 'end_wait', stepId: 'w' })).toEqual(refusal('not_waiting'));
  });

  test('for a day that is not stated refuses what leads to it', () => {
    const trial = new Trial(definition, { until: null });
    expect(trial.sign('ann')).toEqual(refusal('condition_failed', { stepId: 'w', message: 'The day that it waits for is not stated.' }));
  });
});

describe('a wait for a message', () => {
  const waiting = definitionOf(approval('a'), wait('w', { message: 'goods' }), approval('b'));
  test('begins without a time, and is over once the message came that it is for, and by no other (row:D2)', () => {
    const trial = new Trial(waiting);
    trial.sign('ann');
    expect(trial.state?.waits).toEqual([{ stepId: 'w', until: null }]);
    expect(trial.send({ kind: 'message_came', message: 'invoice' })).toEqual(refusal('not_waiting'));
    trial.send({ kind: 'message_came', message: 'goods' });
    expect(trial.state?.waits).toEqual([]);
    expect(trial.state?.openTasks.map(({ stepId }) => stepId)).toEqual(['b']);
    expect(trial.send({ kind: 'message_came', message: 'goods' })).toEqual(refusal('not_waiting'));
  });

  test('ends every wait for it, side by side, and none for something else or for a time (row:D2)', () => {
    const trial = new Trial(definitionOf(approval('a'), parallel('p', 'all', [wait('one', { message: 'goods' })], [wait('two', { message: 'goods' })], [wait('three', { message: 'invoice' })], [wait('four')]), approval('b')));
    trial.sign('ann');
    trial.send({ kind: 'message_came', message: 'goods' });
    expect(trial.state?.waits.map(({ stepId }) => stepId)).toEqual(['three', 'four']);
  });

  test('is not there for who comes before it (row:D2)', () => {
    expect(new Trial(waiting).send({ kind: 'message_came', message: 'goods' })).toEqual(refusal('not_waiting'));
  });
});

describe('a task that is overdue', () => {
  const late = (onOverdue: NonNullable<Parameters<typeof approval>[1]>['onOverdue'], more: object = {}) => new Trial(definitionOf(approval('zero'), approval('one', { due: { hours: 1 }, onOverdue, ...more })));
  const overdue = (trial: Trial, taskNumber = 2) => trial.send({ kind: 'overdue', taskNumber });
  const signed = (trial: Trial) => {
    trial.sign('ann');
    return trial;
  };

  test('says no by itself where its step says so, as a rejection would', () => {
    const trial = signed(late({ after: { hours: 1 }, then: 'reject' }, { onReject: 'end' }));
    overdue(trial);
    expect(trial.lastFacts).toMatchObject([{ kind: 'task_expired', number: 2, stepId: 'one', then: 'reject' }, { kind: 'task_closed', outcome: 'rejected' }, { kind: 'ended', outcome: 'rejected' }]);
    expect(trial.state).toMatchObject({ status: 'rejected', refusedBy: null });
  });

  test('goes back where a rejection of it would', () => {
    const trial = signed(late({ after: { hours: 1 }, then: 'reject' }, { onReject: { goTo: 'zero' } }));
    overdue(trial);
    expect([trial.asked, trial.signed]).toEqual([['zero'], []]);
  });

  test('is returned where its step says so, whatever a rejection would do', () => {
    const trial = signed(late({ after: { hours: 1 }, then: 'return' }, { onReject: 'end' }));
    overdue(trial);
    expect(trial.lastFacts).toMatchObject([{ kind: 'task_expired', then: 'return' }, { kind: 'task_closed', outcome: 'changes_requested' }, { kind: 'returned', stepId: 'one' }]);
    expect(trial.state?.status).toBe('returned');
  });

  const escalated = late({ after: { hours: 1 }, escalateTo: [{ kind: 'group', groupId: 'bosses' }] });
  test('asks others besides, named once, and nobody who may not sign', () => {
    const trial = signed(escalated);
    trial.around({ candidates: { bosses: ['cyd', 'rita', 'ann', 'cyd'] } });
    overdue(trial);
    expect(trial.lastFacts).toMatchObject([{ kind: 'candidates_changed', number: 2, stepId: 'one', byMemberId: null, why: 'escalated', reason: null }]);
    expect(trial.task()).toEqual({ number: 2, stepId: 'one', revision: 1, quorum: 1, candidateIds: ['ann', 'bob', 'cyd'], byRuleIds: ['ann', 'bob'] });
    expect(overdue(trial)).toEqual(refusal('nobody_new'));
    trial.sign('cyd');
    expect(trial.state?.status).toBe('approved');
  });

  test('asks nobody who signed what somebody else must sign', () => {
    const trial = signed(late({ after: { hours: 1 }, escalateTo: [{ kind: 'group', groupId: 'bosses' }] }, { differsFrom: ['zero'] }));
    trial.around({ candidates: { bosses: ['ann'] } });
    expect(overdue(trial)).toEqual(refusal('nobody_new'));
  });

  test('never says yes, is not overdue where its step says nothing, and not once it is closed', () => {
    const plain = signed(late(undefined));
    expect(overdue(plain)).toEqual(refusal('not_waiting'));
    expect(overdue(plain, 1)).toEqual(refusal('task_closed'));
    expect(plain.asked).toEqual(['one']);
  });
});
