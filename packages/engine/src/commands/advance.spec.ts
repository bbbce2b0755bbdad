import { describe, expect, test } from '@jest/globals';
import { decide } from '../index.js';
import { approval, condition, definitionOf, effect, end, parallel, refusal, Trial, wait, worldOf } from '../trials/trial.js';

describe('a condition step', () => {
  const definition = definitionOf(condition('which', { big: [approval('board')], odd: [approval('audit')] }, [approval('boss')]), approval('last'));
  test.each<[string, Record<string, boolean>, string, string[]]>([
    ['the first that holds', { big: true, odd: true }, 'board', ['big']],
    ['the next where the first does not hold', { big: false, odd: true }, 'audit', ['big', 'odd']],
    ['the rest where none holds', { big: false, odd: false }, 'boss', ['big', 'odd']],
  ])('takes %s, asks no further, and says which', (_which, conditions, asked, sources) => {
    const trial = new Trial(definition, { conditions });
    expect(trial.asked).toEqual([asked]);
    expect(trial.facts.flatMap((fact) => (fact.kind === 'condition_evaluated' ? [[fact.stepId, fact.branchId, fact.source]] : []))).toEqual(sources.map((source) => ['which', source, source]));
    expect(trial.state?.branches).toEqual([{ stepId: 'which', branchId: { board: 'big', audit: 'odd', boss: 'otherwise' }[asked] }]);
    trial.sign('ann');
    expect(trial.lastKinds).toEqual(['decided', 'task_closed', 'step_done', 'task_opened']);
    expect(trial.state?.doneStepIds).toEqual([asked, 'which']);
  });

  test('stays with the branch that it took, whatever the condition would say later', () => {
    const trial = new Trial(definitionOf(condition('which', { big: [approval('one'), approval('two')] }, [approval('other')])), { conditions: { big: true } });
    trial.around({ conditions: { big: false } }).sign('ann');
    expect(trial.asked).toEqual(['two']);
  });

  test('is left out whole where its own condition is false', () => {
    const trial = new Trial(definitionOf({ ...condition('which', { big: [approval('one')] }), when: 'odd' }, approval('last')), { conditions: { odd: false } });
    expect([trial.asked, trial.state?.skippedStepIds, trial.state?.branches]).toEqual([['last'], ['which'], []]);
  });

  test('says nothing of a branch where it was the condition of the step itself', () => {
    const [, asked] = new Trial(definitionOf(approval('one', { when: 'big' }), approval('two')), { conditions: { big: true } }).facts;
    expect(asked).toStrictEqual({ at: '2026-11-21T09:30:00.000Z', kind: 'condition_evaluated', stepId: 'one', source: 'big', inputs: { 'request.days': 3 }, result: true });
  });

  test('is refused where a branch cannot be decided', () => {
    expect(new Trial(definition).send({ kind: 'start', requesterId: 'rita', revision: 1, revisionDigest: 'd', materialDigest: 'm' })).toEqual(refusal('condition_failed', { stepId: 'which', message: 'unknown' }));
  });

  test('without steps on its way is passed at once', () => {
    const trial = new Trial(definitionOf(condition('which', { big: [] }, [approval('one')]), approval('last')), { conditions: { big: true } });
    expect(trial.lastKinds).toEqual(['run_started', 'condition_evaluated', 'branch_taken', 'step_done', 'task_opened']);
  });
});

describe('a parallel step', () => {
  const three = (join: number | 'all') => definitionOf(parallel('both', join, [approval('a'), approval('a2')], [approval('b')], [approval('c')]), approval('last'));
  test('opens all its branches together, and goes on once all are done', () => {
    const trial = new Trial(three('all'));
    expect(trial.asked).toEqual(['a', 'b', 'c']);
    for (const at of ['b', 'a', 'c']) trial.sign('ann', { at });
    expect([trial.asked, trial.state?.doneStepIds]).toEqual([['a2'], ['b', 'a', 'c']]);
    trial.sign('ann');
    expect([trial.asked, trial.state?.doneStepIds.at(-1)]).toEqual([['last'], 'both']);
  });

  test.each([1, 2])('goes on once %i are done, and nobody else need answer', (join) => {
    const trial = new Trial(three(join));
    for (const at of ['b', 'c'].slice(0, join)) trial.sign('ann', { at });
    expect(trial.asked).toEqual(['last']);
    expect(trial.lastFacts.filter(({ kind }) => kind === 'task_closed').map((fact) => (fact.kind === 'task_closed' ? fact.outcome : null))).toEqual(['approved', 'superseded', ...(join === 1 ? ['superseded'] : [])]);
    trial.sign('ann');
    expect(trial.state?.status).toBe('approved');
  });

  test('stops in one branch and goes on in the others', () => {
    const trial = new Trial(three('all'), { candidates: { b: [] } });
    expect(trial.state).toMatchObject({ status: 'needs_approver', stoppedStepIds: ['b'] });
    trial.sign('ann', { at: 'a' });
    expect([trial.state?.status, trial.asked]).toEqual(['needs_approver', ['c', 'a2']]);
  });

  test('that is done without a branch misses nobody there, and waits for nothing there', () => {
    const trial = new Trial(definitionOf(parallel('both', 1, [approval('a')], [approval('b')], [wait('w')]), approval('last')), { candidates: { b: [] } });
    trial.sign('ann', { at: 'a' });
    expect(trial.lastFacts.flatMap((fact) => (fact.kind === 'step_left' ? [fact.stepId] : []))).toEqual(['b', 'w']);
    expect(trial.state).toMatchObject({ status: 'open', stoppedStepIds: [], waits: [] });
  });

  test('asks its own condition once, when it is come to', () => {
    const trial = new Trial(definitionOf({ ...parallel('both', 'all', [approval('a')], [approval('b')]), when: 'big' }, approval('last')), { conditions: { big: true } });
    trial.around({ conditions: { big: false } }).sign('ann', { at: 'a' });
    expect([trial.lastKinds, trial.asked]).toEqual([['decided', 'task_closed'], ['b']]);
  });

  test('ends the run where one of its branches does, and everybody is let go', () => {
    const trial = new Trial(definitionOf(parallel('both', 'all', [approval('a'), condition('which', { big: [end('no', 'rejected')] })], [approval('b')])), { conditions: { big: true } });
    trial.sign('ann', { at: 'a' });
    expect(trial.state).toMatchObject({ status: 'rejected', openTasks: [] });
    expect(trial.lastFacts.slice(2)).toMatchObject([{ kind: 'condition_evaluated' }, { kind: 'branch_taken' }, { kind: 'task_closed', stepId: 'b', outcome: 'superseded' }, { kind: 'ended' }]);
  });

  test('is returned whole by whoever returns it', () => {
    const trial = new Trial(three('all'), { candidates: { b: [] } });
    trial.reject('ann', 'c');
    expect(trial.lastFacts).toMatchObject([{ kind: 'decided' }, { kind: 'task_closed', stepId: 'c', outcome: 'rejected' }, { kind: 'task_closed', stepId: 'a', outcome: 'superseded' }, { kind: 'returned' }]);
    expect(trial.state).toMatchObject({ status: 'returned', openTasks: [], stoppedStepIds: [], refusedBy: { stepId: 'c' } });
  });

  test('within a branch goes back within it, and leaves the other branch alone', () => {
    const trial = new Trial(definitionOf(parallel('both', 'all', [approval('a'), approval('a2', { onReject: { goTo: 'a' } })], [approval('b', { quorum: 2 })])));
    trial.sign('ann', { at: 'a' });
    trial.sign('ann', { at: 'b' });
    trial.reject('bob', 'a2');
    expect(trial.lastFacts).toContainEqual(expect.objectContaining({ kind: 'went_back', reopenedStepIds: ['a', 'a2'] }));
    expect([trial.asked, trial.signed]).toEqual([['b', 'a'], ['b:ann']]);
  });
});

describe('an end step', () => {
  const definition = definitionOf(approval('one'), condition('which', { big: [end('no', 'rejected')], small: [end('yes', 'approved')] }), approval('two'));
  test.each<[string, Record<string, boolean>]>([['rejected', { big: true }], ['approved', { big: false, small: true }]])('ends the run as %s, and nothing after it is asked', (status, conditions) => {
    const trial = new Trial(definition, { conditions });
    trial.sign('ann');
    expect(trial.state).toMatchObject({ status, openTasks: [] });
  });

  test('approves nothing that nobody signed', () => {
    const first = definitionOf(condition('which', { big: [end('yes', 'approved')] }), approval('one'));
    expect(decide(first, null, { kind: 'start', requesterId: 'rita', revision: 1, revisionDigest: 'd', materialDigest: 'm' }, worldOf({ conditions: { big: true } }))).toEqual(refusal('no_step_applies'));
  });

  test('rejects what nobody signed', () => {
    const first = new Trial(definitionOf(condition('which', { big: [end('no', 'rejected')] }), approval('one')), { conditions: { big: true } });
    expect(first.state?.status).toBe('rejected');
  });
});

describe('effects', () => {
  test('are wanted in order, those whose condition holds, once everybody has signed', () => {
    const trial = new Trial(definitionOf(approval('one'), effect('pay'), { ...effect('tell'), when: 'big' }, { ...effect('book'), when: 'odd' }), { conditions: { big: false, odd: true } });
    expect(trial.facts.some(({ kind }) => kind === 'effect_wanted')).toBe(false);
    trial.sign('ann');
    expect(trial.state).toMatchObject({ status: 'approved', effectStepIds: ['pay', 'book'], skippedStepIds: ['tell'] });
    expect(trial.lastFacts).toContainEqual(expect.objectContaining({ kind: 'effect_wanted', stepId: 'pay', effect: effect('pay').effect }));
  });

  test('that come after a wait are wanted after it, and the earlier ones not again', () => {
    const trial = new Trial(definitionOf(approval('one'), effect('pay'), wait('w'), effect('tell')));
    trial.sign('ann');
    expect(trial.state).toMatchObject({ status: 'open', effectStepIds: ['pay'], waits: [{ stepId: 'w', until: '2026-11-22T09:30:00.000Z' }] });
    trial.send({ kind: 'end_wait', stepId: 'w' });
    expect(trial.lastKinds).toEqual(['wait_over', 'effect_wanted', 'ended']);
    expect(trial.state).toMatchObject({ status: 'approved', effectStepIds: ['pay', 'tell'] });
  });

  test('are never wanted of what nobody signed, whatever there is to wait for after them', () => {
    const unsigned = definitionOf(approval('one', { when: 'big' }), effect('pay'), wait('w'));
    expect(decide(unsigned, null, { kind: 'start', requesterId: 'rita', revision: 1, revisionDigest: 'd', materialDigest: 'm' }, worldOf({ conditions: { big: false } }))).toEqual(refusal('no_step_applies'));
  });

  test('that a version does not have cannot be undone by it: facts and version do not belong together', () => {
    const trial = new Trial(definitionOf(approval('one'), effect('pay')));
    trial.sign('ann');
    const undo = { kind: 'reverse', memberId: 'ada', reason: 'why', outcome: 'reversed' } as const;
    expect(() => decide(definitionOf(approval('pay')), trial.state, undo, worldOf())).toThrow('step pay wanted an effect and is none');
  });

  test('say that nobody would be asked rather than that one is in doubt', () => {
    const doubtful = definitionOf(approval('one', { when: 'big' }), { ...effect('pay') });
    expect(decide(doubtful, null, { kind: 'start', requesterId: 'rita', revision: 1, revisionDigest: 'd', materialDigest: 'm' }, worldOf({ conditions: { big: false } }))).toEqual(refusal('no_step_applies'));
  });
});
