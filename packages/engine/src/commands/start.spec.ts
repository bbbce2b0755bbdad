import { describe, expect, test } from '@jest/globals';
import { decide } from '../index.js';
import { approval, definitionOf, effect, refusal, Trial, worldOf } from '../trials/trial.js';

const start = { kind: 'start', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1' } as const;

describe('starting', () => {
  test('opens the first step that applies and names who could sign and who was left out', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two')), { candidates: { one: ['ann', 'rita', 'bob'] } });
    expect(trial.state).toEqual({
      status: 'open', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1', taskCount: 1,
      openTasks: [{ number: 1, stepId: 'one', revision: 1, quorum: 1, candidateIds: ['ann', 'bob'] }],
      stoppedStepIds: [], waits: [], branches: [], doneStepIds: [], skippedStepIds: [], signatures: [], refusedBy: null, effectStepIds: [],
    });
    expect(trial.facts[1]).toMatchObject({ kind: 'task_opened', excluded: [{ memberId: 'zed', because: 'is away' }, { memberId: 'rita', because: 'made this request' }] });
  });

  test('skips a step whose condition is false and keeps the inputs and the result', () => {
    const trial = new Trial(definitionOf(approval('one', { when: 'big' }), approval('two')), { conditions: { big: false } });
    expect(trial.facts[1]).toEqual({ at: '2026-11-21T09:30:00.000Z', kind: 'condition_evaluated', stepId: 'one', source: 'big', inputs: { 'request.days': 3 }, result: false });
    expect(trial.lastKinds).toEqual(['run_started', 'condition_evaluated', 'step_skipped', 'task_opened']);
    expect(trial.asked).toEqual(['two']);
    expect(trial.state?.skippedStepIds).toEqual(['one']);
  });

  test('is refused when a condition cannot be worked out', () => {
    const trial = new Trial(definitionOf(approval('one', { when: 'big' })), { conditions: { big: 'There is no "request.days" here.' } });
    expect(trial.state).toBeNull();
    expect(trial.send(start)).toEqual(refusal('condition_failed', { stepId: 'one', message: 'There is no "request.days" here.' }));
  });

  test('is refused when no step asks anybody, with an effect and without', () => {
    const world = worldOf({ conditions: { big: false } });
    for (const steps of [[approval('one', { when: 'big' })], [approval('one', { when: 'big' }), effect('pay')]]) {
      expect(decide(definitionOf(...steps), null, start, world)).toEqual(refusal('no_step_applies'));
    }
  });

  test.each<[string, string[], number | 'all']>([
    ['nobody could sign', [], 1],
    ['only the requester could sign', ['rita'], 1],
    ['fewer could sign than must', ['ann'], 2],
    ['the requester would be needed', ['ann', 'rita'], 2],
    ['the same member is named twice', ['ann', 'ann'], 2],
    ['all of nobody would be asked', [], 'all'],
    ['all of those would be the requester', ['rita'], 'all'],
  ])('stops and says so where %s', (_why, candidates, quorum) => {
    const trial = new Trial(definitionOf(approval('one', { quorum })), { candidates: { one: candidates } });
    expect(trial.state).toMatchObject({ status: 'needs_approver', stoppedStepIds: ['one'], openTasks: [] });
    expect(trial.lastKinds).toEqual(['run_started', 'approver_missing']);
    expect(trial.facts[1]).toMatchObject({ stepId: 'one', quorum: quorum === 'all' ? 1 : quorum });
  });

  test('happens once', () => {
    const trial = new Trial(definitionOf(approval('one')));
    expect(() => trial.send(start)).toThrow('starts once');
  });

  test('comes before everything else', () => {
    expect(() => decide(definitionOf(approval('one')), null, { kind: 'withdraw', memberId: 'rita' }, worldOf())).toThrow('has not started');
  });
});

test('a run whose open step is not in the version that it is pinned to is a fault, and says which step', () => {
  const trial = new Trial(definitionOf(approval('one')));
  for (const steps of [[], [effect('one')]]) {
    trial.definition = definitionOf(...steps);
    expect(() => trial.sign('ann')).toThrow(/step one is not (of|an approval step of) this version/);
  }
});
