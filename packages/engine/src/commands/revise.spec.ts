import { describe, expect, test } from '@jest/globals';
import type { Step } from '../index.js';
import { approval, condition, definitionOf, effect, parallel, refusal, Trial, wait } from '../trials/trial.js';

const revised = (trial: Trial) => trial.lastFacts.find(({ kind }) => kind === 'revised');

describe('revising what a signature is bound to', () => {
  const amount = { changed: { one: ['amount'], two: ['amount'] } };
  test('voids every signature bound to it, says for which fields, and asks those steps anew', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two', { quorum: 2 })));
    trial.sign('ann');
    trial.sign('bob');
    trial.around(amount).revise(2);
    expect(trial.lastFacts).toMatchObject([{ kind: 'task_closed', stepId: 'two', outcome: 'superseded' }, { kind: 'revised' }, { kind: 'task_opened' }]);
    expect(revised(trial)).toMatchObject({ material: true, voided: [{ stepId: 'one', memberId: 'ann', fields: ['amount'] }, { stepId: 'two', memberId: 'bob', fields: ['amount'] }], reopenedStepIds: ['one', 'two'] });
    expect(trial.state).toMatchObject({ revision: 2, revisionDigest: 'd2', materialDigest: 'm2', doneStepIds: [], openTasks: [{ number: 3, stepId: 'one', revision: 2 }], signatures: [] });
    expect(trial.sign('ann', { taskNumber: 2 })).toEqual(refusal('task_closed'));
  });

  test('leaves the signatures of every other step: they are not asked again', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two'), approval('three')));
    trial.sign('ann');
    trial.sign('bob');
    trial.around({ changed: { one: ['amount'] } }).revise(2);
    expect([trial.asked, trial.signed]).toEqual([['one'], ['two:bob']]);
    trial.sign('bob');
    expect(trial.asked).toEqual(['three']);
  });

  test('asks a task anew for what changed since its own revision, whoever may sign it', () => {
    const trial = new Trial(definitionOf(approval('one')));
    trial.revise(2);
    const asked: unknown[] = [];
    trial.world = { ...trial.world, changedSince: (step, since) => (asked.push([step.id, since]), since.revision === 1 && since.memberId === null ? ['amount'] : []) };
    trial.revise(3);
    expect(asked).toEqual([['one', { revision: 1, memberId: null }]]);
    expect(trial.task()).toMatchObject({ number: 2, revision: 3 });
  });

  test('voids one signature of a step and leaves the other, where only the one is beyond its signer', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 }), approval('two')));
    trial.sign('ann');
    trial.sign('bob');
    trial.around({ changed: { 'one:ann': ['amount'], 'one:': [] } }).revise(2);
    expect(trial.signed).toEqual(['one:bob']);
    expect(trial.task()).toMatchObject({ stepId: 'one', quorum: 2 });
    trial.sign('ann');
    expect(trial.asked).toEqual(['two']);
  });

  test('asks whose place was taken, not who took it, how much they bear', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 }), approval('two')));
    trial.sign('dan', { onBehalfOf: 'ann' });
    trial.around({ changed: { 'one:ann': ['amount'], 'one:': [] } }).revise(2);
    expect(trial.signed).toEqual([]);
  });

  test('voids within a branch, which is no longer done, nor is what holds it', () => {
    const trial = new Trial(definitionOf(parallel('both', 'all', [approval('one')], [approval('two')]), approval('last')));
    for (const at of ['one', 'two']) trial.sign('ann', { at });
    trial.around({ changed: { one: ['amount'] } }).revise(2);
    expect(trial.state?.doneStepIds).toEqual(['two']);
    expect(trial.asked).toEqual(['one']);
  });
});

describe('revising anything else', () => {
  test('leaves the signatures and the task, and moves the digest', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })));
    trial.sign('ann');
    trial.revise(2, { materialDigest: 'm1' });
    expect(revised(trial)).toEqual({ at: '2026-11-21T09:30:00.000Z', kind: 'revised', revision: 2, revisionDigest: 'd2', materialDigest: 'm1', material: false, voided: [], reopenedStepIds: [] });
    expect(trial.state).toMatchObject({ revision: 2, revisionDigest: 'd2', openTasks: [{ number: 1, revision: 1 }], signatures: [{ memberId: 'ann', revision: 1 }] });
    expect(trial.sign('bob', { revisionDigest: 'd1' })).toEqual(refusal('revision_superseded', { revision: 2, revisionDigest: 'd2' }));
    trial.sign('bob');
    expect(trial.state?.status).toBe('approved');
  });

  test('is not material for a condition that the run has not come to, nor for a day that is still the same', () => {
    const both = parallel('both', 'all', [approval('one')], [wait('w', { field: 'day' })]);
    const trial = new Trial(definitionOf(both, approval('two', { when: 'abroad' }), condition('which', { abroad: [approval('three')] })));
    trial.around({ anew: ['abroad'] }).revise(2, { materialDigest: 'm1' });
    expect(revised(trial)).toMatchObject({ material: false, reopenedStepIds: [] });
    expect(trial.lastKinds).toEqual(['revised']);
  });

  test('is material where the digest of the material fields says so, even though it voids nothing', () => {
    const trial = new Trial(definitionOf(approval('one')));
    trial.revise(2);
    expect(revised(trial)).toMatchObject({ material: true, voided: [] });
  });

  test('asks a task anew whose candidates are others now, and not one to which others were added by name', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })));
    trial.sign('ann');
    trial.send({ kind: 'reassign', memberId: 'ada', taskNumber: 1, reason: 'away', to: [{ memberId: 'cyd', because: 'asked' }], instead: false });
    trial.revise(2);
    expect(trial.task()).toMatchObject({ number: 1, candidateIds: ['ann', 'bob', 'cyd'] });
    trial.around({ candidates: { one: ['ann', 'eve'] } }).revise(3);
    expect(trial.lastFacts).toContainEqual(expect.objectContaining({ kind: 'task_closed', number: 1, outcome: 'superseded' }));
    expect(trial.task()).toMatchObject({ number: 2, candidateIds: ['ann', 'eve'] });
    expect(trial.signed).toEqual(['one:ann']);
    trial.around({ candidates: { one: ['ann', 'fay'] } }).revise(4);
    expect(trial.task()).toMatchObject({ number: 3, candidateIds: ['ann', 'fay'] });
  });
});

describe('revising what a condition reads', () => {
  test('is material whatever the digest says: whoever it now names is asked', () => {
    const trial = new Trial(definitionOf(approval('one', { when: 'abroad' }), approval('two')), { conditions: { abroad: false } });
    trial.around({ conditions: { abroad: true }, anew: ['abroad'] }).revise(2, { materialDigest: 'm1' });
    expect(revised(trial)).toMatchObject({ material: true, reopenedStepIds: ['one'] });
    expect(trial.state).toMatchObject({ skippedStepIds: [], openTasks: [{ stepId: 'one' }] });
    trial.sign('ann');
    trial.sign('bob');
    expect(trial.state).toMatchObject({ status: 'approved', doneStepIds: ['one', 'two'] });
  });

  test('lets a step go whose task is open, once its condition no longer holds', () => {
    const trial = new Trial(definitionOf(approval('one', { when: 'abroad', quorum: 2 }), approval('two')), { conditions: { abroad: true } });
    trial.sign('ann');
    trial.around({ conditions: { abroad: false }, anew: ['abroad'] }).revise(2, { materialDigest: 'm1' });
    expect([trial.asked, trial.state?.skippedStepIds]).toEqual([['two'], ['one']]);
  });

  test('keeps a task open whose condition still holds', () => {
    const trial = new Trial(definitionOf(approval('one', { when: 'abroad', quorum: 2 }), approval('two')), { conditions: { abroad: true } });
    trial.sign('ann');
    trial.around({ conditions: { abroad: true }, anew: ['abroad'] }).revise(2, { materialDigest: 'm1' });
    expect(trial.lastKinds).toEqual(['revised', 'condition_evaluated']);
    expect([trial.task()?.number, trial.signed]).toEqual([1, ['one:ann']]);
  });

  test.each<[string, Step, string[]]>([
    ['a step that was signed', approval('one', { when: 'abroad' }), ['two']],
    ['a parallel step under way', { ...parallel('one', 'all', [approval('a')], [approval('b')]), when: 'abroad' }, ['two']],
    ['a wait', { ...wait('one'), when: 'abroad' }, ['two']],
  ])('leaves out %s where it does not hold any more', (_what, step, asked) => {
    const trial = new Trial(definitionOf(step, approval('two')), { conditions: { abroad: true } });
    if (step.kind === 'approval') trial.sign('ann');
    trial.around({ conditions: { abroad: false }, anew: ['abroad'] }).revise(2);
    expect([trial.asked, trial.state?.waits, trial.state?.skippedStepIds]).toEqual([asked, [], ['one']]);
  });

  test('chooses the branch anew, and lets go what the other one asked', () => {
    const trial = new Trial(definitionOf(condition('which', { big: [approval('board')] }, [approval('boss')]), approval('last')), { conditions: { big: true } });
    trial.around({ conditions: { big: false }, anew: ['big'] }).revise(2);
    expect(trial.lastKinds).toEqual(['revised', 'condition_evaluated', 'branch_taken', 'task_opened', 'task_closed']);
    expect([trial.asked, trial.state?.branches]).toEqual([['boss'], [{ stepId: 'which', branchId: 'otherwise' }]]);
  });

  test('asks the condition of a parallel step again also where the run has to come to it once more', () => {
    const whole = { ...parallel('both', 'all', [approval('one', { when: 'odd' })], [approval('two')]), when: 'big' };
    const trial = new Trial(definitionOf(approval('zero'), whole, approval('last')), { conditions: { big: true, odd: false } });
    trial.sign('ann');
    expect(trial.asked).toEqual(['two']);
    trial.around({ conditions: { big: false, odd: false }, anew: ['big'], changed: { zero: ['amount'] } }).revise(2);
    expect(trial.asked).toEqual(['zero']);
    trial.around({ conditions: { big: false, odd: false } }).sign('ann');
    expect(trial.asked).toEqual(['last']);
  });

  test('leaves out what was left out, though a condition within it reads something else', () => {
    const whole = { ...parallel('both', 'all', [approval('one', { when: 'odd' }), approval('more')], [approval('two')]), when: 'big' };
    const trial = new Trial(definitionOf(whole, approval('last')), { conditions: { big: true, odd: false } });
    trial.around({ conditions: { big: false, odd: false }, anew: ['big'] }).revise(2);
    trial.around({ conditions: { big: false, odd: true }, anew: ['odd'] }).revise(3);
    expect([trial.asked, trial.state?.skippedStepIds]).toEqual([['last'], ['both']]);
  });

  test('does not ask a condition that reads what it read before', () => {
    const trial = new Trial(definitionOf(approval('one', { when: 'abroad' }), approval('two')), { conditions: { abroad: false } });
    trial.around({ conditions: { abroad: true } }).revise(2);
    expect(trial.asked).toEqual(['two']);
  });
});

describe('revising otherwise', () => {
  test('after a return asks everybody again, even unchanged', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two')));
    trial.sign('ann');
    trial.sign('ann', { verdict: 'request_changes', reason: 'look again' });
    trial.revise(2, { revisionDigest: 'd1', materialDigest: 'm1' });
    expect(revised(trial)).toMatchObject({ material: true, voided: [{ stepId: 'one', memberId: 'ann', fields: [] }] });
    expect(trial.state).toMatchObject({ status: 'open', openTasks: [{ stepId: 'one' }], doneStepIds: [], refusedBy: null });
  });

  test('after a stop for want of an approver looks for one again', () => {
    const trial = new Trial(definitionOf(approval('one')), { candidates: { one: [] } });
    trial.around({}).revise(2, { materialDigest: 'm1' });
    expect([trial.state?.status, trial.asked]).toEqual(['open', ['one']]);
  });

  test('waits for the day that it names now', () => {
    const trial = new Trial(definitionOf(wait('w', { field: 'begins' }), approval('one')), { until: 'monday' });
    trial.around({ until: 'friday' }).revise(2);
    expect(trial.state?.waits).toEqual([{ stepId: 'w', until: 'friday' }]);
    trial.revise(3);
    expect(trial.lastKinds).toEqual(['revised']);
    expect(trial.around({ until: null }).revise(4)).toEqual(refusal('condition_failed', { stepId: 'w', message: 'The day that it waits for is not stated.' }));
  });

  test('does not begin a wait for a length of time anew', () => {
    const trial = new Trial(definitionOf(wait('w'), approval('one')), { until: 'monday' });
    trial.around({ until: 'friday' }).revise(2);
    expect(trial.state?.waits).toEqual([{ stepId: 'w', until: 'monday' }]);
  });

  test('without a change is refused, by anybody else, and once effects are wanted', () => {
    const trial = new Trial(definitionOf(approval('one'), effect('pay'), wait('w')));
    expect(trial.revise(2, { revisionDigest: 'd1', materialDigest: 'm1' })).toEqual(refusal('revision_unchanged'));
    expect(trial.revise(2, { memberId: 'ann' })).toEqual(refusal('not_the_requester'));
    trial.sign('ann');
    expect(trial.revise(2)).toEqual(refusal('effects_under_way'));
  });

  test('to something that nobody would be asked about is refused', () => {
    const trial = new Trial(definitionOf(approval('one', { when: 'big' })), { conditions: { big: true } });
    expect(trial.around({ conditions: { big: false }, anew: ['big'] }).revise(2)).toEqual(refusal('no_step_applies'));
    expect(trial.state).toMatchObject({ revision: 1, status: 'open' });
  });
});
