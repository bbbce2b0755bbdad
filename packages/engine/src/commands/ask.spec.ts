import { describe, expect, test } from '@jest/globals';
import { approval, definitionOf, parallel, refusal, Trial } from '../trials/trial.js';

const excludedOf = (trial: Trial) => trial.lastFacts.flatMap((fact) => (fact.kind === 'task_opened' || fact.kind === 'approver_missing' ? fact.excluded : []));

describe('a step that others must sign', () => {
  const inOrder = (more: object) => definitionOf(approval('one'), approval('two', more));
  test.each<[string, ReturnType<typeof inOrder>]>([
    ['it says so itself', definitionOf(approval('one'), approval('two', { differsFrom: ['one'] }))],
    ['the other says so', definitionOf(approval('one', { differsFrom: ['two'] }), approval('two'))],
  ])('does not ask who signed the other, and says why, where %s', (_who, definition) => {
    const trial = new Trial(definition);
    trial.sign('ann');
    expect(trial.task()?.candidateIds).toEqual(['bob']);
    expect(excludedOf(trial)).toContainEqual({ memberId: 'ann', because: 'signed “one”, which somebody else must sign' });
    expect(trial.sign('ann')).toEqual(refusal('not_a_candidate'));
    expect(trial.sign('ann', { onBehalfOf: 'bob' })).toEqual(refusal('must_differ', { stepId: 'one' }));
  });

  test('does not ask for whom the other was signed, nor who signed it for them', () => {
    const trial = new Trial(inOrder({ differsFrom: ['one'] }), { candidates: { two: ['ann', 'bob', 'dan', 'eve'] } });
    trial.sign('dan', { onBehalfOf: 'ann' });
    expect(trial.task()?.candidateIds).toEqual(['bob', 'eve']);
  });

  test('stops where nobody else is left', () => {
    const trial = new Trial(inOrder({ differsFrom: ['one'] }), { candidates: { one: ['ann'], two: ['ann'] } });
    trial.sign('ann');
    expect(trial.state).toMatchObject({ status: 'needs_approver', stoppedStepIds: ['two'], doneStepIds: ['one'] });
  });

  const beside = definitionOf(parallel('both', 'all', [approval('one')], [approval('two', { differsFrom: ['one'] })]));
  test('and that was open already refuses whoever signed the other meanwhile, and for whom', () => {
    const trial = new Trial(beside, { candidates: { one: ['ann', 'bob'], two: ['ann', 'bob', 'cyd', 'eve'] } });
    trial.sign('dan', { at: 'one', onBehalfOf: 'ann' });
    for (const id of ['ann', 'dan']) expect(trial.sign(id, { at: 'two', ...(id === 'dan' && { onBehalfOf: 'cyd' }) })).toEqual(refusal('must_differ', { stepId: 'one' }));
    expect(trial.sign('cyd', { at: 'two', onBehalfOf: 'ann' })).toEqual(refusal('must_differ', { stepId: 'one' }));
    expect(trial.sign('bob', { at: 'two' })).toMatchObject({ ok: true });
  });

  test('and that was open already stops at once where nobody else was asked', () => {
    const trial = new Trial(beside, { candidates: { one: ['ann'], two: ['ann'] } });
    trial.sign('ann', { at: 'one' });
    expect(trial.lastFacts).toContainEqual(expect.objectContaining({ kind: 'task_closed', stepId: 'two', outcome: 'superseded' }));
    expect(trial.state).toMatchObject({ status: 'needs_approver', stoppedStepIds: ['two'], openTasks: [] });
  });

  test('asks again whoever took their signature back', () => {
    const trial = new Trial(definitionOf(approval('one', { revocableMinutes: 5 }), approval('two', { differsFrom: ['one'] })));
    trial.sign('ann');
    trial.revoke('ann', 1);
    trial.sign('bob');
    expect(trial.task()?.candidateIds).toEqual(['ann']);
  });
});

describe('a step that another signature serves', () => {
  const served = definitionOf(approval('one'), approval('two', { servedBy: ['one'] }));
  test('is done by it, where the same person could sign both, and says which it was', () => {
    const trial = new Trial(served);
    trial.sign('ann');
    expect(trial.lastFacts).toMatchObject([{ kind: 'decided' }, { kind: 'task_closed' }, { kind: 'task_opened', number: 2 }, { kind: 'signature_served', number: 2, stepId: 'two', memberId: 'ann', fromStepId: 'one', revision: 1, revisionDigest: 'd1' }, { kind: 'task_closed', outcome: 'approved' }, { kind: 'ended' }]);
    expect(trial.state?.signatures[1]).toEqual({ stepId: 'two', memberId: 'ann', number: 2, revision: 1, revisionDigest: 'd1', at: '2026-11-21T09:30:00.000Z', servedFrom: 'one' });
  });

  test('asks the others still where more must sign', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two', { servedBy: ['one'], quorum: 2 })));
    trial.sign('ann');
    expect([trial.asked, trial.signed]).toEqual([['two'], ['one:ann', 'two:ann']]);
    expect(trial.sign('ann')).toEqual(refusal('already_decided'));
    trial.sign('bob');
    expect(trial.state?.status).toBe('approved');
  });

  test.each<[string, Parameters<Trial['sign']>, object]>([
    ['who signed it could not sign this one', ['bob'], { candidates: { two: ['ann'] } }],
    ['it was given in the place of somebody', ['dan', { onBehalfOf: 'ann' }], { candidates: { two: ['ann', 'dan'] } }],
    ['this step is bound to what changed since it was given', ['ann'], { changed: { two: ['amount'] } }],
  ])('is not served where %s', (_why, sent, around) => {
    const trial = new Trial(served, around);
    trial.sign(...sent);
    expect(trial.lastKinds).toEqual(['decided', 'task_closed', 'task_opened']);
    expect(trial.state).toMatchObject({ status: 'open', doneStepIds: ['one'] });
  });

  test('counts nobody twice: not by two steps, and not whom somebody stood for already', () => {
    const twice = new Trial(definitionOf(approval('one'), approval('two'), approval('three', { servedBy: ['one', 'two'], quorum: 2 })));
    twice.sign('ann');
    twice.sign('ann');
    expect(twice.signed).toEqual(['one:ann', 'two:ann', 'three:ann']);
    const stood = new Trial(definitionOf(approval('one'), parallel('both', 'all', [approval('two', { servedBy: ['one'], quorum: 2 })], [approval('three')])), { candidates: { one: ['eve'], two: ['ann', 'bob', 'cyd'] } });
    stood.sign('eve');
    stood.sign('dan', { at: 'two', onBehalfOf: 'ann' });
    expect(stood.signed).toEqual(['one:eve', 'two:dan']);
  });

  test('waits again when the signature that served it is taken back, and tells both', () => {
    const trial = new Trial(definitionOf(approval('one', { revocableMinutes: 5 }), approval('two', { servedBy: ['one'] }), approval('three')));
    trial.sign('ann');
    expect(trial.asked).toEqual(['three']);
    trial.revoke('ann', 1);
    expect(trial.lastFacts[0]).toMatchObject({ kind: 'decision_revoked', number: 1, stepId: 'one', memberId: 'ann', voided: [{ stepId: 'two', memberId: 'ann', fields: [] }], reopenedStepIds: ['one', 'two'] });
    expect([trial.signed, trial.asked, trial.state?.doneStepIds]).toEqual([[], ['one'], []]);
  });

  test('has nothing of its own to take back', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two', { servedBy: ['one'], revocableMinutes: 5 }), approval('three')));
    trial.sign('ann');
    expect(trial.revoke('ann', 2)).toEqual(refusal('nothing_to_revoke'));
  });

  test('is signed anew where the other is, on the way back and by a revision', () => {
    const definition = definitionOf(parallel('both', 'all', [approval('zero'), approval('one'), approval('late', { onReject: { goTo: 'zero' } })], [approval('first'), approval('two', { servedBy: ['one'] }), approval('last')]));
    const trial = new Trial(definition);
    for (const at of ['zero', 'one', 'first']) trial.sign('ann', { at });
    expect(trial.signed).toContain('two:ann');
    trial.reject('ann', 'late');
    expect(trial.signed).toEqual(['first:ann']);
    expect(trial.asked.toSorted()).toEqual(['two', 'zero']);
    const revised = new Trial(definitionOf(approval('one'), approval('two', { servedBy: ['one'] }), approval('three')));
    revised.sign('ann');
    revised.around({ changed: { one: ['amount'] } }).revise(2);
    expect(revised.facts.find(({ kind }) => kind === 'revised')).toMatchObject({ voided: [{ stepId: 'one', memberId: 'ann', fields: ['amount'] }, { stepId: 'two', memberId: 'ann', fields: ['amount'] }] });
    expect(revised.signed).toEqual([]);
  });
});

describe('where all must sign', () => {
  test('they and those who have signed are all: whoever joined is asked too', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 'all' })), { candidates: { one: ['ann', 'bob'] } });
    trial.sign('ann');
    trial.around({ candidates: { one: ['bob', 'cyd'] } }).revise(2);
    expect(trial.task()).toMatchObject({ number: 2, quorum: 3, candidateIds: ['bob', 'cyd'] });
    trial.sign('bob');
    expect(trial.asked).toEqual(['one']);
    trial.sign('cyd');
    expect(trial.state?.status).toBe('approved');
  });
});
