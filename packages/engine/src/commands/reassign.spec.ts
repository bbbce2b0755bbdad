import { describe, expect, test } from '@jest/globals';
import { approval, definitionOf, parallel, people, refusal, Trial } from '../trials/trial.js';

const resolveAgain = (trial: Trial) => trial.send({ kind: 'resolve_again' });
const reassign = (trial: Trial, to: string[], { instead = false, reason = 'is ill', taskNumber = trial.task()?.number ?? 0 } = {}) =>
  trial.send({ kind: 'reassign', memberId: 'ada', taskNumber, reason, to: people(...to), instead });

test('asking others for one step changes nothing of another that is open', () => {
  const trial = new Trial(definitionOf(parallel('both', 'all', [approval('one')], [approval('two')])));
  reassign(trial, ['eve'], { taskNumber: 2, instead: true });
  expect([trial.task('one')?.candidateIds, trial.task('two')?.candidateIds]).toEqual([['ann', 'bob'], ['eve']]);
});

describe('resolving again', () => {
  test('opens the step once somebody can sign, and keeps what was signed before', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two')), { candidates: { two: [] } });
    trial.sign('ann');
    expect(trial.state).toMatchObject({ status: 'needs_approver', stoppedStepIds: ['two'], doneStepIds: ['one'] });
    resolveAgain(trial);
    expect(trial.lastKinds).toEqual([]);
    resolveAgain(trial.around({}));
    expect(trial.lastKinds).toEqual(['step_left', 'task_opened']);
    expect(trial.state).toMatchObject({ status: 'open', doneStepIds: ['one'], openTasks: [{ stepId: 'two' }] });
  });

  test('looks by name for those only who were asked by name: whoever lost their role is asked no more', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })));
    reassign(trial, ['eve']);
    resolveAgain(trial.around({ candidates: { one: ['dan', 'fay'] } }));
    expect(trial.lastKinds).toEqual(['task_closed', 'task_opened']);
    expect(trial.task()).toMatchObject({ number: 2, candidateIds: ['dan', 'fay'] });
  });

  test('changes nothing while a task is open', () => {
    const trial = new Trial(definitionOf(approval('one')));
    expect(resolveAgain(trial)).toEqual({ ok: true, state: trial.state, facts: [] });
  });

  test('asks anew, of those who may sign now, where those left of an open task are too few; and stops where nobody may', () => {
    const trial = new Trial(definitionOf(approval('one')), { candidates: { one: ['ann'] } });
    resolveAgain(trial.around({ candidates: { one: ['bob'] } }));
    expect(trial.lastFacts).toMatchObject([{ kind: 'task_closed', number: 1, outcome: 'superseded' }, { kind: 'task_opened', number: 2 }]);
    expect(trial.task()).toMatchObject({ number: 2, candidateIds: ['bob'] });
    expect(trial.sign('ann', { taskNumber: 1 })).toEqual(refusal('task_closed'));
    expect(trial.sign('ann')).toEqual(refusal('not_a_candidate'));
    resolveAgain(trial.around({ candidates: { one: [] } }));
    expect(trial.state).toMatchObject({ status: 'needs_approver', openTasks: [] });
  });

  test('leaves an open task alone that those left can complete, with those who signed it', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })), { candidates: { one: ['ann', 'bob', 'cyd'] } });
    trial.sign('ann');
    expect(resolveAgain(trial.around({ candidates: { one: ['bob'] } }))).toMatchObject({ ok: true, facts: [] });
    expect(resolveAgain(trial.around({ candidates: { one: ['ann'] } }))).toMatchObject({ facts: [{ kind: 'task_closed' }, { kind: 'approver_missing' }] });
  });

  test('keeps who was asked by name, as long as they are there, and whoever escalated to', () => {
    const trial = new Trial(definitionOf(approval('one')), { candidates: { one: ['ann'] } });
    reassign(trial, ['cyd'], { instead: true });
    resolveAgain(trial);
    expect([trial.lastKinds, trial.task()?.candidateIds]).toEqual([[], ['cyd']]);
    const gone = { ...trial.world, resolve: () => ({ candidates: people('ann'), excluded: [] }) };
    trial.world = gone;
    resolveAgain(trial);
    expect(trial.task()).toMatchObject({ number: 2, candidateIds: ['ann'] });
  });

  test('looks once more where a signature that serves one step is missed at another that others must sign', () => {
    const trial = new Trial(definitionOf(approval('zero'), parallel('both', 'all', [approval('one', { servedBy: ['zero'], quorum: 2 })], [approval('two', { differsFrom: ['one'] })])), { candidates: { zero: ['ann'], one: ['bob', 'cyd'], two: ['ann', 'bob'] } });
    trial.sign('ann');
    resolveAgain(trial.around({ candidates: { one: ['ann', 'dan'], two: ['ann'] } }));
    expect(trial.signed).toEqual(['zero:ann', 'one:ann']);
    expect([trial.asked, trial.state?.stoppedStepIds]).toEqual([['one'], ['two']]);
  });

  test('in one branch leaves the other alone', () => {
    const trial = new Trial(definitionOf(parallel('both', 'all', [approval('one')], [approval('two')])), { candidates: { one: ['ann'] } });
    resolveAgain(trial.around({ candidates: { one: ['bob'] } }));
    expect(trial.state?.openTasks.map(({ number, stepId }) => [number, stepId])).toEqual([[2, 'two'], [3, 'one']]);
  });
});

describe('reassigning', () => {
  test('asks others besides those who were asked, and says who, why and for what reason', () => {
    const trial = new Trial(definitionOf(approval('one')));
    reassign(trial, ['cyd']);
    expect(trial.lastFacts).toEqual([{ at: '2026-11-21T09:30:00.000Z', kind: 'candidates_changed', number: 1, stepId: 'one', candidates: [{ memberId: 'ann', because: 'was asked when the task opened' }, { memberId: 'bob', because: 'was asked when the task opened' }, { memberId: 'cyd', because: 'holds the role' }], byMemberId: 'ada', why: 'reassigned', reason: 'is ill' }]);
    trial.sign('cyd');
    expect(trial.state?.status).toBe('approved');
  });

  test('asks others instead, but whoever signed already has signed', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })));
    trial.sign('ann');
    reassign(trial, ['cyd'], { instead: true });
    expect(trial.task()).toMatchObject({ candidateIds: ['ann', 'cyd'], byRuleIds: ['ann', 'bob'] });
    expect(trial.sign('bob')).toEqual(refusal('not_a_candidate'));
    trial.sign('cyd');
    expect(trial.state?.status).toBe('approved');
  });

  test('twice keeps who was named by the step apart from who was asked by name', () => {
    const trial = new Trial(definitionOf(approval('one')));
    reassign(trial, ['cyd']);
    reassign(trial, ['dan']);
    expect(trial.task()).toMatchObject({ candidateIds: ['ann', 'bob', 'cyd', 'dan'], byRuleIds: ['ann', 'bob'] });
  });

  test.each<[string, string[], object, object]>([
    ['to the requester', ['rita'], {}, refusal('own_request')],
    ['to nobody new', ['ann'], {}, refusal('nobody_new')],
    ['to nobody', [], {}, refusal('nobody_new')],
    ['to fewer than must sign', ['cyd'], { instead: true }, refusal('nobody_new')],
    ['to one who is named twice, for two', ['cyd', 'cyd'], { instead: true }, refusal('nobody_new')],
    ['without a reason', ['cyd'], { reason: ' ' }, refusal('reason_required')],
    ['of a task that is closed', ['cyd'], { taskNumber: 7 }, refusal('task_closed')],
  ])('%s is refused', (_why, to, more, expected) => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })));
    expect(reassign(trial, to, more)).toEqual(expected);
  });

  test('to somebody who signed what somebody else must sign is refused', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two', { differsFrom: ['one'] })));
    trial.sign('ann');
    expect(reassign(trial, ['ann'])).toEqual(refusal('must_differ', { stepId: 'two' }));
  });

  test('to who had it signed in their place counts nobody', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })), { candidates: { one: ['ann', 'bob', 'cyd'] } });
    trial.sign('dan', { onBehalfOf: 'ann' });
    expect(reassign(trial, ['dan'], { instead: true })).toEqual(refusal('nobody_new'));
    expect(reassign(trial, ['dan', 'eve'], { instead: true })).toMatchObject({ ok: true });
  });
});
