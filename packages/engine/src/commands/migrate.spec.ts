import { describe, expect, test } from '@jest/globals';
import { changedRules, type ApprovalStep } from '../index.js';
import { approval, condition, definitionOf, effect, parallel, refusal, Trial, wait } from '../trials/trial.js';

const two = (more: Partial<ApprovalStep> = {}) => definitionOf(approval('one'), approval('two', { quorum: 2, ...more }), approval('three'));
/** A run in which ann signed the first step and bob the second, which waits for one more. */
function underWay(): Trial {
  const trial = new Trial(two());
  trial.sign('ann');
  trial.sign('bob');
  return trial;
}

describe('moving a run to another version', () => {
  test('keeps the signatures of steps that ask for the same, and does not ask them again', () => {
    const trial = underWay();
    trial.migrate(definitionOf(approval('new'), ...two().steps));
    expect(trial.lastKinds).toEqual(['migrated', 'task_opened', 'task_closed']);
    expect(trial.signed).toEqual(['one:ann', 'two:bob']);
    expect(trial.asked).toEqual(['new']);
    trial.sign('ann');
    expect([trial.asked, trial.task()?.quorum]).toEqual([['two'], 2]);
  });

  test('says from which to which, by whom, why, and what counts no more', () => {
    const trial = underWay();
    trial.migrate(two({ quorum: 1 }), { fromVersion: 3, toVersion: 4 });
    expect(trial.lastFacts.find(({ kind }) => kind === 'migrated')).toEqual({
      at: '2026-11-21T09:30:00.000Z', kind: 'migrated', fromVersion: 3, toVersion: 4, byMemberId: 'ada', reason: 'the new rules',
      voided: [{ stepId: 'two', memberId: 'bob', fields: [] }], reopenedStepIds: ['one', 'two', 'three'],
    });
    expect([trial.signed, trial.asked]).toEqual([['one:ann'], ['two']]);
  });

  test('leaves an open task open whose step asks for the same', () => {
    const trial = underWay();
    trial.migrate(definitionOf(...two().steps, approval('four')));
    expect(trial.lastKinds).toEqual(['migrated', 'task_opened', 'task_closed']);
    expect(trial.task()).toMatchObject({ number: 2, stepId: 'two' });
  });

  test.each<[string, Partial<ApprovalStep>]>([
    ['other people', { approvers: { anyOf: [{ kind: 'role', roleId: 'other' }] } }],
    ['another number', { quorum: 'all' }],
    ['somebody else', { differsFrom: ['one'] }],
    ['a signature that serves it', { servedBy: ['one'] }],
    ['the requester too', { requesterMaySign: true }],
    ['another condition', { when: 'big' }],
    ['other fields', { boundTo: ['amount'] }],
    ['a second factor', { stepUp: true }],
  ])('voids what was signed where the step asks for %s now', (_what, more) => {
    const trial = underWay().around({ conditions: { big: true } });
    trial.migrate(two(more));
    expect(trial.facts.find(({ kind }) => kind === 'migrated')).toMatchObject({ voided: [{ stepId: 'two', memberId: 'bob' }] });
    expect(trial.state?.signatures.filter(({ stepId, servedFrom }) => stepId === 'two' && servedFrom === undefined)).toEqual([]);
  });

  test.each<[string, Partial<ApprovalStep>]>([
    ['its name', { name: 'Another' }],
    ['what a rejection does', { onReject: 'end' }],
    ['when it is due', { due: { hours: 3 } }],
    ['for how long it may be taken back', { revocableMinutes: 3 }],
    ['what is the same written out', { differsFrom: [], servedBy: [], requesterMaySign: false, stepUp: false }],
  ])('keeps what was signed where only %s is another', (_what, more) => {
    const trial = underWay();
    trial.migrate(two(more));
    expect([trial.signed, trial.task()?.number]).toEqual([['one:ann', 'two:bob'], 2]);
  });

  test('lets go of a step that the other version does not have, and of one that is no approval there', () => {
    for (const steps of [[approval('three')], [approval('three'), effect('two')]]) {
      const trial = underWay();
      trial.migrate(definitionOf(...steps));
      expect([trial.signed, trial.asked]).toEqual([[], ['three']]);
    }
  });

  test('voids with a signature what it serves', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two', { servedBy: ['one'] }), approval('three')));
    trial.sign('ann');
    trial.migrate(definitionOf(approval('one', { quorum: 2 }), approval('two', { servedBy: ['one'] }), approval('three')));
    expect(trial.signed).toEqual([]);
  });

  test('asks conditions and branches again', () => {
    const from = definitionOf(condition('which', { big: [approval('one')] }, [approval('two')]), approval('three'));
    const trial = new Trial(from, { conditions: { big: true } });
    trial.around({ conditions: { big: false } }).migrate(from);
    expect([trial.asked, trial.state?.branches]).toEqual([['two'], [{ stepId: 'which', branchId: 'otherwise' }]]);
    const whole = definitionOf({ ...parallel('both', 'all', [approval('one')], [approval('two')]), when: 'big' }, approval('three'));
    const beside = new Trial(whole, { conditions: { big: true } });
    beside.around({ conditions: { big: false } }).migrate(whole);
    expect([beside.asked, beside.state?.skippedStepIds]).toEqual([['three'], ['both']]);
  });

  test('looks for people again where nobody could sign', () => {
    const trial = new Trial(two(), { candidates: { one: [] } });
    trial.around({}).migrate(two());
    expect([trial.state?.status, trial.asked]).toEqual(['open', ['one']]);
  });

  test('goes on with a wait that both have, and begins any other', () => {
    const from = definitionOf(wait('w'), approval('one'), wait('v', { field: 'day' }), approval('two'));
    const trial = new Trial(from, { until: 'monday' });
    trial.around({ until: 'friday' }).migrate(from);
    expect(trial.state?.waits).toEqual([{ stepId: 'w', until: 'monday' }]);
    trial.send({ kind: 'end_wait', stepId: 'w' });
    trial.migrate(from);
    expect([trial.asked, trial.state?.doneStepIds]).toEqual([['one'], ['w']]);
    trial.migrate(definitionOf(wait('w', { hours: 9 }), approval('one')));
    expect([trial.asked, trial.state?.waits]).toEqual([[], [{ stepId: 'w', until: 'friday' }]]);
  });

  test('goes on with each of several waits, and lets go of one whose condition does not hold any more', () => {
    const from = definitionOf(parallel('both', 'all', [{ ...wait('w'), when: 'big' }], [wait('v')], [approval('one')]));
    const trial = new Trial(from, { until: 'monday', conditions: { big: true } });
    trial.around({ until: 'friday', conditions: { big: true } }).migrate(from);
    expect(trial.state?.waits).toEqual([{ stepId: 'w', until: 'monday' }, { stepId: 'v', until: 'monday' }]);
    trial.around({ until: 'friday', conditions: { big: false } }).migrate(from);
    expect([trial.state?.waits, trial.state?.skippedStepIds]).toEqual([[{ stepId: 'v', until: 'monday' }], ['w']]);
  });

  test('begins a wait that was left out, once its condition holds', () => {
    const from = definitionOf(parallel('both', 'all', [{ ...wait('w'), when: 'big' }], [wait('v')], [approval('one')]));
    const trial = new Trial(from, { until: 'monday', conditions: { big: false } });
    trial.around({ until: 'friday', conditions: { big: true } }).migrate(from);
    expect(trial.state?.waits).toEqual([{ stepId: 'v', until: 'monday' }, { stepId: 'w', until: 'friday' }]);
  });

  test('says of a task that is asked anew that it is superseded', () => {
    const trial = underWay();
    trial.migrate(two({ quorum: 3 }));
    expect(trial.lastFacts[0]).toMatchObject({ kind: 'task_closed', stepId: 'two', outcome: 'superseded' });
  });

  test('may approve what has been signed already, if the other version asks for no more', () => {
    const trial = underWay();
    trial.migrate(definitionOf(approval('one')));
    expect(trial.state?.status).toBe('approved');
  });

  test('is refused without a reason, after a return, and once effects are wanted', () => {
    expect(underWay().migrate(two(), { reason: '' })).toEqual(refusal('reason_required'));
    const returned = underWay();
    returned.reject('ann');
    expect(returned.migrate(two())).toEqual(refusal('cannot_move', { stepId: null, message: 'It was returned to its requester. It can be moved once it is resubmitted.' }));
    const acting = new Trial(definitionOf(approval('one'), effect('pay'), wait('w')));
    acting.sign('ann');
    expect(acting.migrate(two())).toEqual(refusal('cannot_move', { stepId: 'pay', message: 'Its effects have begun. Let it end, or reverse it.' }));
  });

  test('to where nobody would be asked is refused', () => {
    const trial = underWay().around({ conditions: { big: false } });
    expect(trial.migrate(definitionOf(approval('nobody', { when: 'big' })))).toEqual(refusal('no_step_applies'));
  });
});

describe('why a signature does not stay', () => {
  test('is said by the rules that are others, or that the step is no approval in both (row:B2)', () => {
    const from = two();
    expect(changedRules(from, two({ name: 'Another', due: { hours: 3 }, differsFrom: [] }), 'two')).toEqual([]);
    expect(changedRules(from, two({ quorum: 1, stepUp: true, when: 'big' }), 'two')).toEqual(['when', 'quorum', 'stepUp']);
    expect(changedRules(from, two({ approvers: { anyOf: [] }, servedBy: ['one'], requesterMaySign: true, boundTo: ['amount'] }), 'two')).toEqual(['approvers', 'servedBy', 'requesterMaySign', 'boundTo']);
    expect(changedRules(two({ when: 'big', boundTo: ['amount'] }), two({ when: 'small', boundTo: ['days'] }), 'two')).toEqual(['when', 'boundTo']);
    expect(changedRules(definitionOf(approval('one')), from, 'two')).toBeNull();
    expect([changedRules(from, definitionOf(approval('one'), effect('two')), 'two'), changedRules(from, definitionOf(approval('one')), 'two'), changedRules(definitionOf(effect('two')), from, 'two')]).toEqual([null, null, null]);
  });
});
