import { describe, expect, test } from '@jest/globals';
import { foldFacts } from '../state/apply-fact.js';
import { approval, definitionOf, parallel, people, refusal, Trial, wait } from '../trials/trial.js';

const add = (trial: Trial, memberId: string, { reason = 'knows the supplier', taskNumber = trial.task()?.number ?? 0 } = {}) =>
  trial.send({ kind: 'add_signer', memberId: 'ada', taskNumber, signer: { memberId, because: 'was added by Ada' }, reason });
const remove = (trial: Trial, signerId: string, { stepId = 'one', reason = 'not needed' } = {}) => trial.send({ kind: 'remove_signer', memberId: 'ada', stepId, signerId, reason });
const one = (more: Parameters<typeof approval>[1] = {}) => definitionOf(approval('one', more));

describe('adding a signer row:A8', () => {
  test('asks them besides: one more must sign, and nobody is asked less', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    expect(trial.lastFacts).toEqual([{ at: '2026-11-21T09:30:00.000Z', kind: 'signer_added', number: 1, stepId: 'one', memberId: 'cyd', because: 'was added by Ada', byMemberId: 'ada', reason: 'knows the supplier' }]);
    expect(trial.task()).toMatchObject({ number: 1, quorum: 2, candidateIds: ['ann', 'bob', 'cyd'], addedIds: ['cyd'] });
    trial.sign('ann');
    expect(trial.state?.status).toBe('open');
    trial.sign('cyd');
    expect(trial.state?.status).toBe('approved');
  });

  test('is not served by as many signatures of others', () => {
    const trial = new Trial(one({ quorum: 1 }), { candidates: { one: ['ann', 'bob', 'dan'] } });
    add(trial, 'cyd');
    for (const id of ['ann', 'bob', 'dan']) expect(trial.sign(id)).toMatchObject({ state: { status: 'open' } });
    trial.sign('cyd');
    expect(trial.state?.status).toBe('approved');
  });

  test('nor is the signature of others by theirs', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    trial.sign('cyd');
    expect(trial.state?.status).toBe('open');
    trial.sign('bob');
    expect(trial.state?.status).toBe('approved');
  });

  test('holds for several, and where everybody must sign', () => {
    const trial = new Trial(one({ quorum: 'all' }));
    add(trial, 'cyd');
    add(trial, 'dan');
    expect(trial.task()).toMatchObject({ quorum: 4, addedIds: ['cyd', 'dan'] });
    for (const id of ['ann', 'cyd', 'bob']) trial.sign(id);
    expect(trial.state?.status).toBe('open');
    trial.sign('dan');
    expect(trial.state?.status).toBe('approved');
  });

  test('lets them say no, as anybody who is asked', () => {
    const trial = new Trial(one({ onReject: 'end' }));
    add(trial, 'cyd');
    trial.reject('cyd');
    expect(trial.state?.status).toBe('rejected');
  });

  test('is done by whoever acts for them, and lets them act for nobody', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    expect(trial.sign('cyd', { onBehalfOf: 'ann' })).toEqual(refusal('sign_for_yourself'));
    trial.sign('dan', { onBehalfOf: 'cyd' });
    trial.sign('ann');
    expect(trial.state?.status).toBe('approved');
  });

  test.each<[string, string, object, object]>([
    ['who is asked', 'ann', {}, refusal('asked_already')],
    ['who made the request', 'rita', {}, refusal('own_request')],
    ['for no reason', 'cyd', { reason: ' ' }, refusal('reason_required')],
    ['to a task that is closed', 'cyd', { taskNumber: 7 }, refusal('task_closed')],
  ])('%s is refused', (_why, memberId, more, expected) => {
    expect(add(new Trial(one()), memberId, more)).toEqual(expected);
  });

  test('twice is refused, and so is who signed in the place of another', () => {
    const trial = new Trial(one({ quorum: 2 }));
    add(trial, 'cyd');
    expect(add(trial, 'cyd')).toEqual(refusal('asked_already'));
    trial.sign('dan', { onBehalfOf: 'ann' });
    expect(add(trial, 'dan')).toEqual(refusal('asked_already'));
  });

  test('of somebody who signed what others must sign is refused; the requester is let in where they may sign', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two', { differsFrom: ['one'], requesterMaySign: true })));
    trial.sign('ann');
    expect(add(trial, 'ann')).toEqual(refusal('must_differ', { stepId: 'two' }));
    expect(add(trial, 'rita')).toMatchObject({ ok: true });
  });
});

describe('a step with somebody added, asked anew', () => {
  test('asks them again, by the reason of then, after a revision and after a return', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    trial.sign('cyd');
    trial.around({ changed: { one: ['amount'] } }).revise(2);
    expect(trial.signed).toEqual([]);
    expect(trial.facts.findLast(({ kind }) => kind === 'task_opened')).toMatchObject({ number: 2, quorum: 2, addedIds: ['cyd'], candidates: [{ memberId: 'ann' }, { memberId: 'bob' }, { memberId: 'cyd', because: 'was added by Ada' }] });
    // The rules name others: the step asks for them by name, and would no more if that were taken back.
    expect(trial.task()).toEqual({ number: 2, stepId: 'one', revision: 2, quorum: 2, candidateIds: ['ann', 'bob', 'cyd'], addedIds: ['cyd'] });
    trial.sign('ann', { verdict: 'request_changes', reason: 'why so much' });
    trial.revise(3);
    expect(trial.task()).toMatchObject({ number: 3, quorum: 2, addedIds: ['cyd'] });
  });

  test('is left alone by a revision that changes nothing for it', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    trial.around({}).revise(2, { materialDigest: 'm1' });
    expect([trial.lastKinds, trial.task()?.number]).toEqual([['revised'], 1]);
  });

  test('keeps them where others are asked instead, and where what was decided is taken back', () => {
    const trial = new Trial(one({ revocableMinutes: 60 }));
    add(trial, 'cyd');
    trial.send({ kind: 'reassign', memberId: 'ada', taskNumber: 1, reason: 'away', to: [{ memberId: 'eve', because: 'asked' }], instead: true });
    expect(trial.task()).toMatchObject({ candidateIds: ['cyd', 'eve'], addedIds: ['cyd'], quorum: 2 });
    expect(trial.send({ kind: 'reassign', memberId: 'ada', taskNumber: 1, reason: 'away', to: [{ memberId: 'cyd', because: 'asked' }], instead: true })).toEqual(refusal('nobody_new'));
    trial.sign('cyd');
    trial.revoke('cyd', 1);
    expect(trial.task()).toMatchObject({ number: 2, addedIds: ['cyd'] });
  });

  test('moves with the run, and asks nobody of them where the other version has no such step', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    trial.migrate(one({ quorum: 2 }));
    expect(trial.task()).toMatchObject({ number: 2, quorum: 3, addedIds: ['cyd'] });
    trial.migrate(definitionOf(approval('other')));
    expect(trial.task()).toMatchObject({ stepId: 'other', quorum: 1, candidateIds: ['ann', 'bob'] });
    expect(remove(trial, 'cyd')).toMatchObject({ ok: true });
    expect(trial.state?.addedSigners).toEqual([]);
  });

  test('stops where they cannot sign any more, and never passes without them', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    trial.world = { ...trial.world, resolve: (_step, sources) => (sources.some(({ kind }) => kind === 'member') ? { candidates: [], excluded: [{ memberId: 'cyd', because: 'left' }] } : { candidates: [{ memberId: 'ann', because: 'holds the role' }], excluded: [] }) };
    trial.send({ kind: 'resolve_again' });
    expect(trial.lastFacts).toMatchObject([{ kind: 'task_closed', outcome: 'superseded' }, { kind: 'approver_missing', quorum: 2, candidates: [{ memberId: 'ann' }], excluded: [{ memberId: 'cyd', because: 'left' }] }]);
    expect(remove(trial, 'cyd')).toMatchObject({ ok: true });
    expect(trial.lastKinds).toEqual(['signer_removed', 'step_left', 'task_opened']);
    expect(trial.task()).toMatchObject({ quorum: 1, candidateIds: ['ann'] });
  });

  test('stops where they cannot sign any more, however many others could', () => {
    const trial = new Trial(one(), { candidates: { one: ['ann', 'bob', 'dan'] } });
    add(trial, 'cyd');
    const { resolve } = trial.world;
    trial.world = { ...trial.world, resolve: (step, sources) => (sources.some(({ kind }) => kind === 'member') ? { candidates: [], excluded: [{ memberId: 'cyd', because: 'left' }] } : resolve(step, sources)) };
    trial.send({ kind: 'resolve_again' });
    expect(trial.lastKinds).toEqual(['task_closed', 'approver_missing']);
    expect(trial.lastFacts.at(-1)).toMatchObject({ kind: 'approver_missing', quorum: 2, candidates: people('ann', 'bob', 'dan'), excluded: [{ memberId: 'zed', because: 'is away' }, { memberId: 'cyd', because: 'left' }] });
  });

  test('tells of each of them whether they could sign, and of everybody once', () => {
    const trial = new Trial(one());
    for (const id of ['cyd', 'dan', 'eve']) add(trial, id);
    const byName = { candidates: people('cyd', 'eve'), excluded: [{ memberId: 'zed', because: 'is away' }, { memberId: 'dan', because: 'left' }] };
    const byRule = { candidates: people('ann', 'bob'), excluded: [{ memberId: 'zed', because: 'is away' }, { memberId: 'cyd', because: 'is left out by the step' }, { memberId: 'eve', because: 'is left out by the step' }] };
    trial.around({ changed: { one: ['amount'] } });
    trial.world = { ...trial.world, resolve: (_step, sources) => (sources.some(({ kind }) => kind === 'member') ? byName : byRule) };
    trial.revise(2);
    const added = (memberId: string) => ({ memberId, because: 'was added by Ada' });
    expect(trial.lastFacts.at(-1)).toMatchObject({ kind: 'approver_missing', quorum: 4, candidates: [...people('ann', 'bob'), added('cyd'), added('eve')], excluded: [{ memberId: 'zed', because: 'is away' }, { memberId: 'dan', because: 'left' }] });
  });

  test('needs somebody besides them where all must sign', () => {
    const trial = new Trial(one({ quorum: 'all' }));
    add(trial, 'cyd');
    trial.around({ candidates: { one: [] } }).send({ kind: 'resolve_again' });
    expect(trial.lastFacts).toMatchObject([{ kind: 'task_closed', outcome: 'superseded' }, { kind: 'approver_missing', quorum: 2, candidates: [{ memberId: 'cyd' }] }]);
  });

  test('is served by an earlier signature of somebody else', () => {
    const trial = new Trial(definitionOf(approval('zero'), approval('one', { servedBy: ['zero'], quorum: 2 })), { candidates: { zero: ['ann'], one: ['bob', 'dan'] } });
    trial.sign('ann');
    add(trial, 'cyd');
    trial.around({ candidates: { one: ['ann', 'eve'] } }).send({ kind: 'resolve_again' });
    expect(trial.lastKinds).toEqual(['task_closed', 'task_opened', 'signature_served']);
    expect(trial.signed).toEqual(['zero:ann', 'one:ann']);
  });

  test('asks them for a signature of their own where an earlier one of theirs would serve', () => {
    const trial = new Trial(definitionOf(approval('zero'), approval('one', { servedBy: ['zero'], quorum: 2 })), { candidates: { zero: ['cyd'], one: ['ann', 'bob'] } });
    trial.sign('cyd');
    add(trial, 'cyd');
    trial.around({ candidates: { one: ['dan', 'eve', 'cyd'] } }).send({ kind: 'resolve_again' });
    expect(trial.lastKinds).toEqual(['task_closed', 'task_opened']);
    expect(trial.signed).toEqual(['zero:cyd']);
  });
});

describe('taking an addition back row:A8', () => {
  test('leaves the step as it was, and lets it pass where nothing but that signature was missing', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    remove(trial, 'cyd');
    expect(trial.lastFacts[0]).toMatchObject({ kind: 'signer_removed', isAskedStill: false });
    expect(trial.task()).toEqual({ number: 1, stepId: 'one', revision: 1, quorum: 1, candidateIds: ['ann', 'bob'] });
    add(trial, 'cyd');
    trial.sign('ann');
    remove(trial, 'cyd');
    expect([trial.lastKinds, trial.state?.status]).toEqual([['signer_removed', 'task_closed', 'ended'], 'approved']);
  });

  test('takes nothing from others who were added, nor from other steps', () => {
    const trial = new Trial(definitionOf(parallel('both', 'all', [approval('one')], [approval('two')])));
    for (const taskNumber of [1, 2]) add(trial, 'cyd', { taskNumber });
    add(trial, 'dan', { taskNumber: 1 });
    remove(trial, 'cyd');
    expect(trial.task('one')).toMatchObject({ quorum: 2, candidateIds: ['ann', 'bob', 'dan'], addedIds: ['dan'] });
    expect(trial.task('two')).toMatchObject({ quorum: 2, addedIds: ['cyd'] });
    expect(trial.state?.addedSigners).toMatchObject([{ stepId: 'two', memberId: 'cyd' }, { stepId: 'one', memberId: 'dan' }]);
  });

  test('looks at the task of its own step', () => {
    const trial = new Trial(definitionOf(parallel('both', 'all', [approval('one')], [approval('two')])));
    add(trial, 'cyd', { taskNumber: 2 });
    trial.around({ candidates: { two: ['eve', 'cyd'] } }).send({ kind: 'resolve_again' });
    remove(trial, 'cyd', { stepId: 'two' });
    expect(trial.task('two')).toMatchObject({ quorum: 1, candidateIds: ['eve', 'cyd'] });
  });

  test('leaves the others whom the step asks for anyway as they were', () => {
    const trial = new Trial(one(), { candidates: { one: ['ann'] } });
    for (const id of ['cyd', 'dan']) add(trial, id);
    trial.around({ candidates: { one: ['ann', 'cyd', 'dan'] }, changed: { one: ['amount'] } }).revise(2);
    expect(trial.task()).toMatchObject({ addedIds: ['cyd', 'dan'], addedByRuleIds: ['cyd', 'dan'], askedAnywayIds: ['cyd', 'dan'] });
    remove(trial, 'cyd');
    expect(trial.task()).toMatchObject({ quorum: 2, candidateIds: ['ann', 'cyd', 'dan'], addedIds: ['dan'], addedByRuleIds: ['dan'], askedAnywayIds: ['dan'] });
  });

  test('goes on asking whom the step asks for, by its rules, after others were asked besides', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    trial.around({ candidates: { one: ['ann', 'bob', 'cyd'] }, changed: { one: ['amount'] } }).revise(2);
    trial.send({ kind: 'reassign', memberId: 'ada', taskNumber: 2, reason: 'away', to: people('eve'), instead: false });
    remove(trial, 'cyd');
    expect(trial.task()).toEqual({ number: 2, stepId: 'one', revision: 2, quorum: 1, candidateIds: ['ann', 'bob', 'cyd', 'eve'], byRuleIds: ['ann', 'bob', 'cyd'] });
  });

  test('asks for one fewer where all must sign, and somebody else asked them', () => {
    const trial = new Trial(one({ quorum: 'all' }));
    add(trial, 'cyd');
    trial.send({ kind: 'reassign', memberId: 'ada', taskNumber: 1, reason: 'away', to: people('cyd', 'eve'), instead: false });
    expect(trial.task()).toMatchObject({ quorum: 3, askedAnywayIds: ['cyd'] });
    remove(trial, 'cyd');
    expect(trial.task()).toMatchObject({ quorum: 2, candidateIds: ['ann', 'bob', 'cyd', 'eve'] });
  });

  test('asks them no more, although the step would ask for them by now: they were not asked when it was opened', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    trial.around({ candidates: { one: ['ann', 'bob', 'cyd'] } });
    remove(trial, 'cyd');
    expect(trial.task()).toEqual({ number: 1, stepId: 'one', revision: 1, quorum: 1, candidateIds: ['ann', 'bob'] });
    expect(trial.sign('cyd')).toEqual(refusal('not_a_candidate'));
    trial.send({ kind: 'resolve_again' });
    expect(trial.task()).toMatchObject({ number: 1, candidateIds: ['ann', 'bob'] });
  });

  test('goes on asking whom the step asked for when it was asked anew meanwhile, until it is asked anew', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    trial.around({ candidates: { one: ['eve', 'cyd'] } }).send({ kind: 'resolve_again' });
    expect(trial.task()).toMatchObject({ number: 2, quorum: 2, addedIds: ['cyd'], askedAnywayIds: ['cyd'] });
    trial.around({ candidates: { one: ['eve'] } });
    remove(trial, 'cyd');
    expect(trial.task()).toEqual({ number: 2, stepId: 'one', revision: 1, quorum: 1, candidateIds: ['eve', 'cyd'] });
  });

  test('asks for no fewer where all must sign, and they among them', () => {
    const trial = new Trial(one({ quorum: 'all' }));
    add(trial, 'cyd');
    trial.around({ candidates: { one: ['eve', 'cyd'] } }).send({ kind: 'resolve_again' });
    expect(trial.task()).toMatchObject({ number: 2, quorum: 2 });
    remove(trial, 'cyd');
    expect(trial.task()).toMatchObject({ quorum: 2, candidateIds: ['eve', 'cyd'] });
  });

  test.each<[string, boolean, string[], string[]]>([
    ['besides', false, ['ann', 'bob', 'cyd', 'eve'], ['ann', 'bob']],
    ['instead of others', true, ['cyd', 'eve'], ['ann', 'bob']],
  ])('goes on asking whom somebody asked meanwhile, %s', (_how, instead, candidateIds, byRuleIds) => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    trial.send({ kind: 'reassign', memberId: 'ada', taskNumber: 1, reason: 'away', to: people('cyd', 'eve'), instead });
    remove(trial, 'cyd');
    expect(trial.task()).toEqual({ number: 1, stepId: 'one', revision: 1, quorum: 1, candidateIds, byRuleIds });
    trial.sign('cyd');
    expect(trial.state?.status).toBe('approved');
  });

  test('asks them no more where others were asked instead of whoever was', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    trial.send({ kind: 'reassign', memberId: 'ada', taskNumber: 1, reason: 'away', to: people('cyd', 'eve'), instead: false });
    trial.send({ kind: 'reassign', memberId: 'ada', taskNumber: 1, reason: 'away', to: people('dan'), instead: true });
    remove(trial, 'cyd');
    expect(trial.task()).toMatchObject({ quorum: 1, candidateIds: ['dan'] });
  });

  test('is read as it was said before it was kept who was asked anyway', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    const at = '2026-11-21T09:30:00.000Z';
    const removed = { kind: 'signer_removed', stepId: 'one', memberId: 'cyd', byMemberId: 'ada', reason: 'not needed', at } as const;
    expect(foldFacts([...trial.facts, { ...removed, isAskedStill: true }]).openTasks).toMatchObject([{ quorum: 1, candidateIds: ['ann', 'bob', 'cyd'] }]);
    expect(foldFacts([...trial.facts, { ...removed, isAskedStill: false }]).openTasks).toMatchObject([{ quorum: 1, candidateIds: ['ann', 'bob'] }]);
    // Then it was said of whom the rules named.
    trial.send({ kind: 'reassign', memberId: 'ada', taskNumber: 1, reason: 'away', to: people('eve'), instead: false });
    expect(foldFacts([...trial.facts, { ...removed, isAskedStill: true }]).openTasks).toMatchObject([{ quorum: 1, candidateIds: ['ann', 'bob', 'cyd', 'eve'], byRuleIds: ['ann', 'bob', 'cyd'] }]);
  });

  test('is right after somebody was asked by name too', () => {
    const trial = new Trial(one());
    trial.send({ kind: 'reassign', memberId: 'ada', taskNumber: 1, reason: 'away', to: [{ memberId: 'eve', because: 'asked' }], instead: false });
    add(trial, 'cyd');
    expect(trial.task()?.byRuleIds).toEqual(['ann', 'bob', 'cyd']);
    remove(trial, 'cyd');
    expect(trial.task()).toMatchObject({ candidateIds: ['ann', 'bob', 'eve'], byRuleIds: ['ann', 'bob'] });
  });

  test('is done while it is returned, and asks nobody before it is revised', () => {
    const trial = new Trial(one());
    add(trial, 'cyd');
    trial.reject('ann');
    remove(trial, 'cyd');
    expect([trial.lastKinds, trial.state?.status]).toEqual([['signer_removed'], 'returned']);
    trial.revise(2);
    expect(trial.task()).toMatchObject({ quorum: 1, candidateIds: ['ann', 'bob'] });
  });

  test('is refused once they signed, where they were never added, for no reason, and after the end', () => {
    const trial = new Trial(definitionOf(approval('one'), wait('later')));
    expect(remove(trial, 'cyd')).toEqual(refusal('not_added'));
    add(trial, 'cyd');
    expect(remove(trial, 'cyd', { reason: ' ' })).toEqual(refusal('reason_required'));
    expect(remove(trial, 'ann')).toEqual(refusal('not_added'));
    expect(remove(trial, 'cyd', { stepId: 'two' })).toEqual(refusal('not_added'));
    trial.sign('dan', { onBehalfOf: 'cyd' });
    expect(remove(trial, 'cyd')).toEqual(refusal('already_decided'));
    trial.send({ kind: 'withdraw', memberId: 'rita' });
    expect(remove(trial, 'cyd')).toEqual(refusal('request_closed'));
  });
});
