import { describe, expect, test } from '@jest/globals';
import { approval, definitionOf, effect, refusal, Trial } from '../trials/trial.js';

const closedAs = (trial: Trial) => trial.lastFacts.flatMap((fact) => (fact.kind === 'task_closed' ? [[fact.stepId, fact.outcome]] : []));

describe('approving', () => {
  test('by one of one goes on to the next step, and the last wants the effect and ends the run', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two'), effect('pay')));
    trial.sign('ann');
    expect(trial.lastKinds).toEqual(['decided', 'task_closed', 'task_opened']);
    expect(trial.state).toMatchObject({ status: 'open', doneStepIds: ['one'], taskCount: 2 });
    trial.sign('ann');
    expect(trial.lastKinds).toEqual(['decided', 'task_closed', 'effect_wanted', 'ended']);
    expect(trial.state).toMatchObject({ status: 'approved', openTasks: [], doneStepIds: ['one', 'two'], effectStepIds: ['pay'] });
  });

  test('is kept with who signed which revision, and when', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })));
    trial.sign('ann');
    expect(trial.state?.signatures).toEqual([{ stepId: 'one', memberId: 'ann', number: 1, revision: 1, revisionDigest: 'd1', at: '2026-11-21T09:30:00.000Z' }]);
    expect(trial.lastFacts).toEqual([{ at: '2026-11-21T09:30:00.000Z', kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null }]);
  });

  test('waits for the quorum', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })));
    trial.sign('ann');
    expect([trial.state?.status, trial.asked]).toEqual(['open', ['one']]);
    trial.sign('bob');
    expect(trial.state?.status).toBe('approved');
  });

  test('waits for everybody who was asked where all must sign', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 'all' })), { candidates: { one: ['ann', 'bob', 'cyd'] } });
    for (const id of ['ann', 'cyd']) trial.sign(id);
    expect([trial.state?.status, trial.asked]).toEqual(['open', ['one']]);
    trial.sign('bob');
    expect(trial.state?.status).toBe('approved');
  });

  test('is refused, and not recorded, when the next condition cannot be worked out', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two', { when: 'odd' })), { conditions: { odd: 'It has no answer.' } });
    const before = trial.state;
    expect(trial.sign('ann')).toEqual(refusal('condition_failed', { stepId: 'two', message: 'It has no answer.' }));
    expect(trial.state).toBe(before);
  });

  test.each<[string, Parameters<Trial['sign']>, object]>([
    ['by the requester', ['rita'], refusal('own_request')],
    ['by somebody who is no candidate', ['eve'], refusal('not_a_candidate')],
    ['by somebody who was left out', ['zed'], refusal('not_a_candidate')],
    ['of another task', ['ann', { taskNumber: 7 }], refusal('task_closed')],
    ['of another revision', ['ann', { revisionDigest: 'd0' }], refusal('revision_superseded', { revision: 1, revisionDigest: 'd1' })],
    ['of no revision', ['ann', { revisionDigest: '' }], refusal('revision_superseded', { revision: 1, revisionDigest: 'd1' })],
    ['in the place of somebody who is no candidate', ['ann', { onBehalfOf: 'eve' }], refusal('not_a_candidate')],
    ['by the requester in the place of a candidate', ['rita', { onBehalfOf: 'ann' }], refusal('own_request')],
  ])('%s is refused', (_who, sent, expected) => {
    expect(new Trial(definitionOf(approval('one'))).sign(...sent)).toEqual(expected);
  });

  test('of a revision that is no more says so rather than that its task is closed', () => {
    const trial = new Trial(definitionOf(approval('one')));
    trial.revise(2);
    expect(trial.sign('ann', { taskNumber: 1, revisionDigest: 'd1' })).toEqual(refusal('revision_superseded', { revision: 2, revisionDigest: 'd2' }));
  });

  test('twice by the same member is refused', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })));
    trial.sign('ann');
    for (const verdict of ['approve', 'reject', 'request_changes'] as const) expect(trial.sign('ann', { verdict, reason: 'x' })).toEqual(refusal('already_decided'));
  });
});

describe('in the place of somebody else', () => {
  const three = { candidates: { one: ['ann', 'bob', 'cyd'] } };
  test('says for whom, and counts once', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })), three);
    trial.sign('dan', { onBehalfOf: 'ann' });
    expect(trial.state?.signatures).toMatchObject([{ memberId: 'dan', onBehalfOf: 'ann' }]);
    expect(trial.lastFacts).toMatchObject([{ kind: 'decided', memberId: 'dan', onBehalfOf: 'ann' }]);
    trial.sign('bob');
    expect(trial.state?.status).toBe('approved');
  });

  test('is not said of whoever signs for themselves', () => {
    const trial = new Trial(definitionOf(approval('one')), three);
    trial.sign('ann');
    expect(trial.lastFacts[0]).toStrictEqual({ at: '2026-11-21T09:30:00.000Z', kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null });
  });

  test.each<[string, Parameters<Trial['sign']>]>([
    ['the one who was stood for signs as well', ['ann']],
    ['the one who stood for somebody signs for themselves', ['bob']],
    ['the same stands for two', ['bob', { onBehalfOf: 'cyd' }]],
    ['two stand for the same', ['dan', { onBehalfOf: 'ann' }]],
  ])('is refused where %s', (_who, sent) => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 3 })), { candidates: { one: ['ann', 'bob', 'cyd', 'eve'] } });
    trial.sign('bob', { onBehalfOf: 'ann' });
    expect(trial.sign(...sent)).toEqual(refusal('already_decided'));
  });

  test('of the requester is refused, also where the requester was asked by name', () => {
    const trial = new Trial(definitionOf(approval('one', { requesterMaySign: true })), { candidates: { one: ['rita', 'ann'] } });
    trial.definition = definitionOf(approval('one'));
    expect(trial.sign('ann', { onBehalfOf: 'rita' })).toEqual(refusal('own_request'));
  });

  test('leaves fewer who could sign: where those are too few, it stops rather than wait for nobody', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })), { candidates: { one: ['ann', 'bob'] } });
    trial.sign('bob', { onBehalfOf: 'ann' });
    expect(trial.lastKinds).toEqual(['decided', 'task_closed', 'approver_missing']);
    expect(trial.state).toMatchObject({ status: 'needs_approver', stoppedStepIds: ['one'] });
  });
});

test('the requester may sign where the step says so', () => {
  const trial = new Trial(definitionOf(approval('one', { requesterMaySign: true }), approval('two')), { candidates: { one: ['rita'], two: ['rita', 'ann'] } });
  trial.sign('rita');
  expect(trial.signed).toEqual(['one:rita']);
  expect(trial.sign('rita')).toEqual(refusal('own_request'));
});

describe('rejecting and requesting changes', () => {
  test.each([null, '', ' \n'])('needs a reason, not %j', (reason) => {
    const trial = new Trial(definitionOf(approval('one')));
    for (const verdict of ['reject', 'request_changes'] as const) expect(trial.sign('ann', { verdict, reason })).toEqual(refusal('reason_required'));
  });

  test('a rejection ends the run where the step says so', () => {
    const trial = new Trial(definitionOf(approval('one', { onReject: 'end', quorum: 2 }), effect('pay')));
    trial.sign('bob');
    trial.reject('ann');
    expect(trial.lastKinds).toEqual(['decided', 'task_closed', 'ended']);
    expect(trial.state).toMatchObject({ status: 'rejected', openTasks: [], refusedBy: { stepId: 'one', memberId: 'ann', number: 1, verdict: 'reject', at: '2026-11-21T09:30:00.000Z' } });
  });

  test.each(['reject', 'request_changes'] as const)('%s returns the request to its requester', (verdict) => {
    const trial = new Trial(definitionOf(approval('one'), approval('two')));
    trial.sign('ann');
    trial.sign('bob', { verdict, reason: 'unclear' });
    expect(closedAs(trial)).toEqual([['two', verdict === 'reject' ? 'rejected' : 'changes_requested']]);
    expect(trial.lastFacts.at(-1)).toMatchObject({ kind: 'returned', stepId: 'two' });
    expect(trial.state).toMatchObject({ status: 'returned', openTasks: [], doneStepIds: ['one'] });
    expect(trial.sign('ann')).toEqual(refusal('task_closed'));
  });

  test.each<'end' | { goTo: string }>(['end', { goTo: 'one' }])('requesting changes returns even where a rejection would do otherwise', (onReject) => {
    const trial = new Trial(definitionOf(approval('one'), approval('two', { onReject })));
    trial.sign('ann');
    trial.sign('ann', { verdict: 'request_changes', reason: 'unclear' });
    expect(trial.state?.status).toBe('returned');
  });

  test('what a rejection does is said by the step that was rejected, not by the first', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two', { onReject: 'end' })));
    trial.sign('ann');
    trial.reject('ann');
    expect(trial.lastFacts.at(-1)).toMatchObject({ kind: 'ended', outcome: 'rejected' });
  });
});

describe('a rejection that goes back', () => {
  const steps = definitionOf(approval('zero'), approval('one'), approval('two'), approval('three', { onReject: { goTo: 'one' } }));
  test('asks the named step again and all after it, and keeps what was signed before', () => {
    const trial = new Trial(steps);
    for (let step = 0; step < 3; step++) trial.sign('ann');
    trial.reject('bob');
    expect(trial.lastFacts).toMatchObject([{ kind: 'decided' }, { kind: 'task_closed', outcome: 'rejected' }, { kind: 'went_back', stepId: 'three', toStepId: 'one', reopenedStepIds: ['one', 'two', 'three'] }, { kind: 'task_opened', stepId: 'one' }]);
    expect(trial.state).toMatchObject({ status: 'open', doneStepIds: ['zero'], refusedBy: null });
    expect(trial.signed).toEqual(['zero:ann']);
    for (let step = 0; step < 3; step++) trial.sign('ann');
    expect(trial.state?.status).toBe('approved');
  });
});

test('requesting changes of a task that others must sign too closes all that is open', () => {
  const trial = new Trial(definitionOf(approval('one', { quorum: 2 })));
  trial.sign('ann', { verdict: 'request_changes', reason: 'unclear' });
  expect(closedAs(trial)).toEqual([['one', 'changes_requested']]);
});
