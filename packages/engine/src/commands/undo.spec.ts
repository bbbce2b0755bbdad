import { describe, expect, test } from '@jest/globals';
import { approval, definitionOf, effect, parallel, refusal, Trial, wait } from '../trials/trial.js';

const withdraw = (trial: Trial, memberId = 'rita') => trial.send({ kind: 'withdraw', memberId });
const cancel = (trial: Trial, reason = 'not needed') => trial.send({ kind: 'cancel', memberId: 'ada', reason });
const reverse = (trial: Trial, outcome: 'reversed' | 'rejected' = 'reversed', reason = 'a duplicate') => trial.send({ kind: 'reverse', memberId: 'ada', reason, outcome });
const compensated = (trial: Trial) => trial.lastFacts.flatMap((fact) => (fact.kind === 'compensation_wanted' ? [[fact.stepId, fact.how]] : []));

function open(): Trial {
  return new Trial(definitionOf(approval('one')));
}
function returned(): Trial {
  const trial = open();
  trial.reject('ann');
  return trial;
}
const stopped = () => new Trial(definitionOf(approval('one')), { candidates: { one: [] } });
function approved(...steps: Parameters<typeof definitionOf>): Trial {
  const trial = new Trial(definitionOf(approval('one'), ...steps));
  trial.sign('ann');
  return trial;
}

describe('withdrawing and cancelling', () => {
  test.each([['open', open], ['returned', returned], ['needs_approver', stopped]])('end the run from %s', (_status, make) => {
    for (const [stop, status] of [[withdraw, 'withdrawn'], [cancel, 'cancelled']] as const) {
      const trial = make();
      stop(trial);
      expect(trial.lastFacts.at(-1)).toMatchObject({ kind: 'ended', outcome: status });
      expect(trial.state).toMatchObject({ status, openTasks: [], stoppedStepIds: [], waits: [] });
    }
  });

  test('say by whom and why, where it was in the requester’s place', () => {
    const trial = open();
    cancel(trial);
    expect(trial.lastFacts.at(-1)).toEqual({ kind: 'ended', outcome: 'cancelled', byMemberId: 'ada', reason: 'not needed', at: trial.world.now });
  });

  test('close what is open as withdrawn', () => {
    for (const stop of [withdraw, cancel]) {
      const trial = new Trial(definitionOf(parallel('both', 'all', [approval('one')], [approval('two')])));
      stop(trial);
      expect(trial.lastFacts.map((fact) => (fact.kind === 'task_closed' ? [fact.stepId, fact.outcome] : fact.kind))).toEqual([['one', 'withdrawn'], ['two', 'withdrawn'], 'ended']);
    }
  });

  test('are refused once effects are wanted: there is something to undo, which is shown first', () => {
    const between = () => approved(effect('pay'), effect('tell', { onReverse: 'nothing' }), wait('w'), effect('never'));
    for (const stop of [withdraw, cancel]) expect(stop(between())).toEqual(refusal('effects_under_way'));
    const trial = between();
    reverse(trial);
    expect(compensated(trial)).toEqual([['tell', 'nothing'], ['pay', effect('pay').onReverse]]);
    expect(trial.state).toMatchObject({ status: 'reversed', effectStepIds: [], waits: [] });
  });

  test('are refused by anybody else, without a reason, and after the end', () => {
    expect(withdraw(open(), 'ann')).toEqual(refusal('not_the_requester'));
    expect(cancel(open(), ' \n')).toEqual(refusal('reason_required'));
    for (const stop of [withdraw, cancel]) expect(stop(approved())).toEqual(refusal('request_closed'));
  });
});

describe('taking back, in particular', () => {
  test('a signature takes with it only what the same person’s serves', () => {
    const served = approval('two', { servedBy: ['one'], quorum: 2 });
    const trial = new Trial(definitionOf(approval('one', { quorum: 2, revocableMinutes: 5 }), served, approval('three')));
    trial.sign('ann');
    trial.sign('bob');
    expect(trial.signed).toEqual(['one:ann', 'one:bob', 'two:ann', 'two:bob']);
    trial.revoke('ann', 1);
    expect(trial.lastFacts.slice(0, 2)).toMatchObject([{ kind: 'decision_revoked', voided: [{ stepId: 'two', memberId: 'ann' }] }, { kind: 'task_opened', stepId: 'one' }]);
    expect(trial.signed).toEqual(['one:bob', 'two:bob']);
  });

  test('a signature leaves the same person’s other signatures', () => {
    const trial = new Trial(definitionOf(parallel('both', 'all', [approval('one', { quorum: 2, revocableMinutes: 5 })], [approval('two', { quorum: 2 })])));
    trial.sign('ann', { at: 'one' });
    trial.sign('ann', { at: 'two' });
    trial.revoke('ann', 1);
    expect(trial.signed).toEqual(['two:ann']);
  });

  test('a refusal takes nothing with it, and a task that is open still is superseded', () => {
    const trial = new Trial(definitionOf(approval('one', { revocableMinutes: 5, quorum: 2 })));
    trial.sign('ann');
    trial.revoke('ann', 1);
    expect(trial.lastFacts).toMatchObject([{ kind: 'decision_revoked', verdict: 'approve' }, { kind: 'task_closed', number: 1, outcome: 'superseded' }, { kind: 'task_opened', number: 2 }]);
    trial.reject('ann');
    trial.revoke('ann', 2);
    expect(trial.lastFacts[0]).toStrictEqual({ at: '2026-11-21T09:30:00.000Z', kind: 'decision_revoked', number: 2, stepId: 'one', memberId: 'ann', verdict: 'reject', reason: 'a slip', reopenedStepIds: ['one'] });
  });
});

describe('reversing', () => {
  test.each(['reversed', 'rejected'] as const)('undoes what was approved, as %s, its effects in reverse order', (outcome) => {
    const trial = approved(effect('pay'), effect('tell', { onReverse: 'person' }), effect('book', { onReverse: 'nothing' }));
    reverse(trial, outcome);
    expect(trial.lastFacts).toMatchObject([{ kind: 'reversed', byMemberId: 'ada', reason: 'a duplicate' }, { kind: 'compensation_wanted', stepId: 'book', how: 'nothing' }, { kind: 'compensation_wanted', stepId: 'tell', how: 'person' }, { kind: 'compensation_wanted', stepId: 'pay', how: effect('pay').onReverse }, { kind: 'ended', outcome }]);
    expect(trial.state).toMatchObject({ status: outcome, effectStepIds: [] });
    expect(reverse(trial)).toEqual(refusal('not_approved'));
  });

  test('has nothing to undo of what was not begun', () => {
    const trial = approved(effect('pay'), effect('tell', { onReverse: 'person' }));
    trial.send({ kind: 'reverse', memberId: 'ada', reason: 'a duplicate', outcome: 'reversed', neverBegun: ['tell'] });
    expect(compensated(trial)).toEqual([['tell', 'nothing'], ['pay', effect('pay').onReverse]]);
  });

  test('is refused without a reason, and where nothing was approved', () => {
    expect(reverse(approved(), 'reversed', '')).toEqual(refusal('reason_required'));
    for (const trial of [open(), returned(), stopped()]) expect(reverse(trial)).toEqual(refusal('not_approved'));
  });
});

describe('taking a decision back', () => {
  const revocable = (more: object = {}) => approval('one', { revocableMinutes: 5, ...more });
  test('asks the step again, and later what came after it and is not signed', () => {
    const trial = new Trial(definitionOf(revocable(), approval('two'), approval('three')));
    trial.sign('ann');
    trial.sign('bob');
    trial.revoke('ann', 1);
    expect(trial.lastFacts).toMatchObject([{ kind: 'decision_revoked', number: 1, stepId: 'one', memberId: 'ann', verdict: 'approve', reason: 'a slip', reopenedStepIds: ['one'] }, { kind: 'task_opened', number: 4, stepId: 'one' }, { kind: 'task_closed', number: 3, outcome: 'superseded' }]);
    expect(trial.lastFacts[0]).not.toHaveProperty('voided');
    expect([trial.asked, trial.signed]).toEqual([['one'], ['two:bob']]);
    trial.sign('bob');
    expect(trial.asked).toEqual(['three']);
  });

  test('of an open task asks it anew and leaves the others who signed it', () => {
    const trial = new Trial(definitionOf(revocable({ quorum: 3 })), { candidates: { one: ['ann', 'bob', 'cyd'] } });
    trial.sign('ann');
    trial.sign('bob');
    trial.revoke('ann', 1);
    expect([trial.lastKinds, trial.signed, trial.task()?.number]).toEqual([['decision_revoked', 'task_closed', 'task_opened'], ['one:bob'], 2]);
    expect(trial.sign('ann')).toMatchObject({ ok: true });
  });

  test.each(['return', 'end'] as const)('of a rejection sets the run going again after %s', (onReject) => {
    const trial = new Trial(definitionOf(revocable({ onReject, quorum: 2 }), approval('two')));
    trial.sign('bob');
    trial.reject('ann');
    trial.revoke('ann', 1);
    expect(trial.lastFacts[0]).toMatchObject({ kind: 'decision_revoked', verdict: 'reject' });
    expect(trial.state).toMatchObject({ status: 'open', refusedBy: null, openTasks: [{ number: 2, stepId: 'one' }] });
    expect(trial.signed).toEqual(['one:bob']);
  });

  test('within a branch opens what holds it as well', () => {
    const trial = new Trial(definitionOf(parallel('both', 'all', [revocable()], [approval('two')]), approval('last')));
    for (const at of ['one', 'two']) trial.sign('ann', { at });
    trial.revoke('ann', 1);
    expect([trial.asked, trial.state?.doneStepIds]).toEqual([['one'], ['two']]);
  });

  test.each([['withdrawn', withdraw], ['cancelled', cancel]] as const)('does not wake a run that was %s since', (status, stop) => {
    const trial = new Trial(definitionOf(revocable()));
    trial.reject('ann');
    stop(trial, status === 'withdrawn' ? 'rita' : 'not needed');
    expect(trial.revoke('ann', 1)).toEqual(refusal('request_closed'));
    expect(trial.state?.status).toBe(status);
  });

  test('is refused where there is nothing of theirs, without a reason, too late, and where the step does not allow it', () => {
    const trial = new Trial(definitionOf(revocable({ quorum: 2 }), approval('two', { quorum: 2 })));
    trial.sign('ann');
    expect(trial.revoke('bob', 1)).toEqual(refusal('nothing_to_revoke'));
    expect(trial.revoke('ann', 2)).toEqual(refusal('nothing_to_revoke'));
    expect(trial.revoke('ann', 1, ' ')).toEqual(refusal('reason_required'));
    expect(trial.around({ inTime: false }).revoke('ann', 1)).toEqual(refusal('too_late_to_revoke'));
    trial.around({}).sign('bob');
    trial.sign('ann');
    expect(trial.revoke('ann', 2)).toEqual(refusal('too_late_to_revoke'));
  });

  test('is refused once the run was returned or has ended, and once its effects are wanted', () => {
    const elsewhere = new Trial(definitionOf(revocable(), approval('two')));
    elsewhere.sign('ann');
    elsewhere.reject('bob');
    expect(elsewhere.revoke('ann', 1)).toEqual(refusal('request_closed'));
    const ended = new Trial(definitionOf(revocable()));
    ended.sign('ann');
    expect(ended.revoke('ann', 1)).toEqual(refusal('request_closed'));
    const acting = new Trial(definitionOf(revocable(), effect('pay'), wait('w')));
    acting.sign('ann');
    expect(acting.revoke('ann', 1)).toEqual(refusal('effects_under_way'));
  });

  test('of what others said on the same task is refused', () => {
    const trial = new Trial(definitionOf(revocable({ quorum: 2 })));
    trial.reject('ann');
    expect(trial.revoke('bob', 1)).toEqual(refusal('nothing_to_revoke'));
    expect(trial.revoke('ann', 9)).toEqual(refusal('nothing_to_revoke'));
  });
});

describe('after the end', () => {
  test.each<[string, (trial: Trial) => void]>([
    ['approved', (trial) => void trial.sign('ann')],
    ['rejected', (trial) => void trial.reject('ann')],
    ['withdrawn', (trial) => void withdraw(trial)],
    ['cancelled', (trial) => void cancel(trial)],
  ])('%s, everything is refused', (status, stop) => {
    const trial = new Trial(definitionOf(approval('one', { onReject: 'end' })));
    stop(trial);
    expect(trial.state?.status).toBe(status);
    expect(trial.sign('bob')).toEqual(refusal('task_closed'));
    expect(trial.revise(2)).toEqual(refusal('request_closed'));
    expect(withdraw(trial)).toEqual(refusal('request_closed'));
    expect(cancel(trial)).toEqual(refusal('request_closed'));
    expect(trial.send({ kind: 'overdue', taskNumber: 1 })).toEqual(refusal('task_closed'));
    expect(trial.migrate(definitionOf(approval('one')))).toEqual(refusal('request_closed'));
    expect(trial.send({ kind: 'resolve_again' })).toEqual({ ok: true, state: trial.state, facts: [] });
  });
});
