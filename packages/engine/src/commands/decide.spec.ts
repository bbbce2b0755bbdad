import { describe, expect, test } from '@jest/globals';
import { decide, foldFacts, type Answer, type ApprovalStep, type Command, type Fact, type RunState, type Step, type WorkflowDefinition, type World } from '../index.js';

const approval = (id: string, more: Partial<ApprovalStep> = {}): ApprovalStep => ({
  id, kind: 'approval', name: id, approvers: { roleIds: ['r'], memberIds: [], unit: 'any' }, quorum: 1, onReject: 'return', ...more,
});
const pay: Step = { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: 'e', event: 'payment.requested' } };
const definitionOf = (...steps: Step[]): WorkflowDefinition => ({ formatVersion: 1, steps });

const people = (...ids: string[]) => ids.map((memberId) => ({ memberId, because: 'holds the role' }));
const worldOf = (more: { candidates?: Record<string, string[]>; conditions?: Record<string, boolean | string> } = {}): World => ({
  now: '2026-11-21T09:30:00.000Z',
  evaluate: (_step, source) => {
    const result = more.conditions?.[source];
    return typeof result === 'boolean' ? { ok: true, result, inputs: { 'request.days': 3 } } : { ok: false, message: result ?? 'unknown' };
  },
  resolve: (step) => ({ candidates: people(...(more.candidates?.[step.id] ?? ['ann', 'bob'])), excluded: [{ memberId: 'zed', because: 'is away' }] }),
});

/** A run under test: sends commands, keeps what became true. */
class Trial {
  state: RunState | null = null;
  readonly facts: Fact[] = [];
  constructor(readonly definition: WorkflowDefinition, public world: World = worldOf()) {
    this.send({ kind: 'start', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1' });
  }
  send(command: Command): Answer {
    const answer = decide(this.definition, this.state, command, this.world);
    if (answer.ok) {
      this.state = answer.state;
      this.facts.push(...answer.facts);
      expect(foldFacts(this.facts)).toEqual(this.state);
    }
    return answer;
  }
  sign(memberId: string, more: Partial<Extract<Command, { kind: 'decide' }>> = {}): Answer {
    return this.send({ kind: 'decide', memberId, taskNumber: this.state?.taskCount ?? 0, verdict: 'approve', revisionDigest: this.state?.revisionDigest ?? '', reason: null, ...more });
  }
  revise(revision: number, more: Partial<Extract<Command, { kind: 'revise' }>> = {}): Answer {
    return this.send({ kind: 'revise', memberId: 'rita', revision, revisionDigest: `d${revision}`, materialDigest: `m${revision}`, ...more });
  }
  kinds(from = 0): string[] {
    return this.facts.slice(from).map(({ kind }) => kind);
  }
}
const refusal = (code: string, more: object = {}) => ({ ok: false, refusal: { code, ...more } });

describe('starting', () => {
  test('opens the first step that applies and names who could sign and who was left out', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two')), worldOf({ candidates: { one: ['ann', 'rita', 'bob'] } }));
    expect(trial.state).toEqual({
      status: 'open', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1', taskCount: 1,
      openTask: { number: 1, stepId: 'one', quorum: 1, candidateIds: ['ann', 'bob'], approvedBy: [] },
      currentStepId: 'one', doneStepIds: [], skippedStepIds: [],
    });
    expect(trial.facts[1]).toMatchObject({ kind: 'task_opened', excluded: [{ memberId: 'zed', because: 'is away' }, { memberId: 'rita', because: 'made this request' }] });
  });

  test('skips a step whose condition is false and keeps the inputs and the result', () => {
    const trial = new Trial(definitionOf(approval('one', { when: 'big' }), approval('two')), worldOf({ conditions: { big: false } }));
    expect(trial.facts[1]).toEqual({ at: '2026-11-21T09:30:00.000Z', kind: 'condition_evaluated', stepId: 'one', source: 'big', inputs: { 'request.days': 3 }, result: false });
    expect(trial.kinds()).toEqual(['run_started', 'condition_evaluated', 'step_skipped', 'task_opened']);
    expect(trial.state).toMatchObject({ currentStepId: 'two', skippedStepIds: ['one'] });
  });

  test('is refused when a condition cannot be worked out', () => {
    const trial = new Trial(definitionOf(approval('one', { when: 'big' })), worldOf({ conditions: { big: 'There is no "request.days" here.' } }));
    expect(trial.state).toBeNull();
    expect(trial.send({ kind: 'start', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1' })).toEqual(refusal('condition_failed', { stepId: 'one', message: 'There is no "request.days" here.' }));
  });

  test('is refused when no step asks anybody, with an effect and without', () => {
    const world = worldOf({ conditions: { big: false } });
    for (const steps of [[approval('one', { when: 'big' })], [approval('one', { when: 'big' }), pay]]) {
      expect(decide(definitionOf(...steps), null, { kind: 'start', requesterId: 'rita', revision: 1, revisionDigest: 'd', materialDigest: 'm' }, world)).toEqual(refusal('no_step_applies'));
    }
  });

  test('says that nobody would be asked rather than that an effect is in doubt', () => {
    const world = worldOf({ conditions: { big: false, odd: 'It has no answer.' } });
    const definition = definitionOf(approval('one', { when: 'big' }), { ...pay, when: 'odd' });
    expect(decide(definition, null, { kind: 'start', requesterId: 'rita', revision: 1, revisionDigest: 'd', materialDigest: 'm' }, world)).toEqual(refusal('no_step_applies'));
  });

  test.each<[string, string[], number]>([
    ['nobody could sign', [], 1],
    ['only the requester could sign', ['rita'], 1],
    ['fewer could sign than must', ['ann'], 2],
    ['the requester would be needed', ['ann', 'rita'], 2],
    ['the same member is named twice', ['ann', 'ann'], 2],
  ])('stops and says so where %s', (_why, candidates, quorum) => {
    const trial = new Trial(definitionOf(approval('one', { quorum })), worldOf({ candidates: { one: candidates } }));
    expect(trial.state).toMatchObject({ status: 'needs_approver', currentStepId: 'one', openTask: null });
    expect(trial.kinds()).toEqual(['run_started', 'approver_missing']);
  });

  test('happens once', () => {
    const trial = new Trial(definitionOf(approval('one')));
    expect(() => trial.send({ kind: 'start', requesterId: 'rita', revision: 1, revisionDigest: 'd', materialDigest: 'm' })).toThrow('starts once');
  });

  test('comes before everything else', () => {
    expect(() => decide(definitionOf(approval('one')), null, { kind: 'withdraw', memberId: 'rita' }, worldOf())).toThrow('has not started');
  });
});

describe('approving', () => {
  test('by one of one goes on to the next step, and the last wants the effect and ends the run', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two'), pay));
    trial.sign('ann');
    expect(trial.state).toMatchObject({ status: 'open', currentStepId: 'two', doneStepIds: ['one'], taskCount: 2 });
    trial.sign('ann');
    expect(trial.state).toMatchObject({ status: 'approved', currentStepId: null, openTask: null, doneStepIds: ['one', 'two'] });
    expect(trial.kinds(2)).toEqual(['decided', 'task_closed', 'task_opened', 'decided', 'task_closed', 'effect_wanted', 'ended']);
  });

  test('waits for the quorum', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })));
    trial.sign('ann');
    expect(trial.state).toMatchObject({ status: 'open', openTask: { approvedBy: ['ann'] } });
    trial.sign('bob');
    expect(trial.state).toMatchObject({ status: 'approved' });
  });

  test('passes over an effect whose condition is false', () => {
    const trial = new Trial(definitionOf(approval('one'), { ...pay, when: 'costs' }), worldOf({ conditions: { costs: false } }));
    trial.sign('ann');
    expect(trial.kinds(2)).toEqual(['decided', 'task_closed', 'condition_evaluated', 'step_skipped', 'ended']);
    expect(trial.state?.status).toBe('approved');
  });

  test('is refused, and not recorded, when the next condition cannot be worked out', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two', { when: 'odd' })), worldOf({ conditions: { odd: 'It has no answer.' } }));
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
  ])('%s is refused', (_who, sent, expected) => {
    expect(new Trial(definitionOf(approval('one'))).sign(...sent)).toEqual(expected);
  });

  test('twice by the same member is refused', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })));
    trial.sign('ann');
    for (const verdict of ['approve', 'reject', 'request_changes'] as const) expect(trial.sign('ann', { verdict, reason: 'x' })).toEqual(refusal('already_decided'));
  });
});

describe('rejecting and requesting changes', () => {
  test.each([null, '', ' \n'])('needs a reason, not %j', (reason) => {
    const trial = new Trial(definitionOf(approval('one')));
    for (const verdict of ['reject', 'request_changes'] as const) expect(trial.sign('ann', { verdict, reason })).toEqual(refusal('reason_required'));
  });

  test('a rejection ends the run where the step says so', () => {
    const trial = new Trial(definitionOf(approval('one', { onReject: 'end', quorum: 2 }), pay));
    trial.sign('bob');
    trial.sign('ann', { verdict: 'reject', reason: 'no' });
    expect(trial.state).toMatchObject({ status: 'rejected', openTask: null });
    expect(trial.kinds()).not.toContain('effect_wanted');
  });

  test.each(['reject', 'request_changes'] as const)('%s returns the request to its requester', (verdict) => {
    const trial = new Trial(definitionOf(approval('one'), approval('two')));
    trial.sign('ann');
    trial.sign('bob', { verdict, reason: 'unclear' });
    expect(trial.state).toMatchObject({ status: 'returned', currentStepId: 'two', openTask: null, doneStepIds: ['one'] });
    expect(trial.sign('ann')).toEqual(refusal('task_closed'));
  });

  test('requesting changes returns even where a rejection would end', () => {
    const trial = new Trial(definitionOf(approval('one', { onReject: 'end' })));
    trial.sign('ann', { verdict: 'request_changes', reason: 'unclear' });
    expect(trial.state?.status).toBe('returned');
  });
});

describe('revising', () => {
  test('materially voids every signature and begins anew', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two', { quorum: 2 })));
    trial.sign('ann');
    trial.sign('bob');
    const before = trial.facts.length;
    trial.revise(2);
    expect(trial.kinds(before)).toEqual(['task_closed', 'revised', 'task_opened']);
    expect(trial.state).toMatchObject({ revision: 2, revisionDigest: 'd2', materialDigest: 'm2', currentStepId: 'one', doneStepIds: [], openTask: { number: 3, approvedBy: [] } });
    expect(trial.sign('ann', { taskNumber: 2 })).toEqual(refusal('task_closed'));
  });

  test('evaluates the conditions for the new revision', () => {
    const trial = new Trial(definitionOf(approval('one', { when: 'big' }), approval('two')), worldOf({ conditions: { big: false } }));
    expect(trial.state?.currentStepId).toBe('two');
    trial.world = worldOf({ conditions: { big: true } });
    trial.revise(2);
    expect(trial.state).toMatchObject({ currentStepId: 'one', skippedStepIds: [] });
  });

  test('in fields that are not material leaves the signatures and moves the digest', () => {
    const trial = new Trial(definitionOf(approval('one', { quorum: 2 })));
    trial.sign('ann');
    trial.revise(2, { materialDigest: 'm1' });
    expect(trial.state).toMatchObject({ revision: 2, revisionDigest: 'd2', openTask: { number: 1, approvedBy: ['ann'] } });
    expect(trial.sign('bob', { revisionDigest: 'd1' })).toEqual(refusal('revision_superseded', { revision: 2, revisionDigest: 'd2' }));
    trial.sign('bob');
    expect(trial.state?.status).toBe('approved');
  });

  test('after a return asks everybody again, even unchanged', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two')));
    trial.sign('ann');
    trial.sign('ann', { verdict: 'request_changes', reason: 'look again' });
    trial.revise(2, { revisionDigest: 'd1', materialDigest: 'm1' });
    expect(trial.state).toMatchObject({ status: 'open', currentStepId: 'one', doneStepIds: [] });
  });

  test('after a stop for want of an approver looks for one again', () => {
    const trial = new Trial(definitionOf(approval('one')), worldOf({ candidates: { one: [] } }));
    trial.world = worldOf();
    trial.revise(2, { materialDigest: 'm1' });
    expect(trial.state).toMatchObject({ status: 'open', currentStepId: 'one' });
  });

  test('without a change is refused', () => {
    expect(new Trial(definitionOf(approval('one'))).revise(2, { revisionDigest: 'd1', materialDigest: 'm1' })).toEqual(refusal('revision_unchanged'));
  });

  test('by anybody else is refused', () => {
    expect(new Trial(definitionOf(approval('one'))).revise(2, { memberId: 'ann' })).toEqual(refusal('not_the_requester'));
  });

  test('to something that nobody would be asked about is refused', () => {
    const trial = new Trial(definitionOf(approval('one', { when: 'big' })), worldOf({ conditions: { big: true } }));
    trial.world = worldOf({ conditions: { big: false } });
    expect(trial.revise(2)).toEqual(refusal('no_step_applies'));
    expect(trial.state).toMatchObject({ revision: 1, status: 'open' });
  });
});

describe('withdrawing', () => {
  test('ends the run from open, returned and needing an approver', () => {
    const open = new Trial(definitionOf(approval('one')));
    const returned = new Trial(definitionOf(approval('one')));
    returned.sign('ann', { verdict: 'reject', reason: 'no' });
    const stopped = new Trial(definitionOf(approval('one')), worldOf({ candidates: { one: [] } }));
    for (const trial of [open, returned, stopped]) {
      trial.send({ kind: 'withdraw', memberId: 'rita' });
      expect(trial.state).toMatchObject({ status: 'withdrawn', openTask: null, currentStepId: null });
    }
    expect(open.kinds(2)).toEqual(['task_closed', 'ended']);
  });

  test('by anybody else is refused', () => {
    expect(new Trial(definitionOf(approval('one'))).send({ kind: 'withdraw', memberId: 'ann' })).toEqual(refusal('not_the_requester'));
  });
});

describe('after the end', () => {
  test.each<[string, (trial: Trial) => void]>([
    ['approved', (trial) => void trial.sign('ann')],
    ['rejected', (trial) => void trial.sign('ann', { verdict: 'reject', reason: 'no' })],
    ['withdrawn', (trial) => void trial.send({ kind: 'withdraw', memberId: 'rita' })],
  ])('%s, everything is refused', (status, end) => {
    const trial = new Trial(definitionOf(approval('one', { onReject: 'end' })));
    end(trial);
    expect(trial.state?.status).toBe(status);
    expect(trial.sign('bob')).toEqual(refusal('task_closed'));
    expect(trial.revise(2)).toEqual(refusal('request_closed'));
    expect(trial.send({ kind: 'withdraw', memberId: 'rita' })).toEqual(refusal('request_closed'));
    expect(trial.send({ kind: 'resolve_again' })).toEqual({ ok: true, state: trial.state, facts: [] });
  });
});

describe('resolving again', () => {
  test('opens the step once somebody can sign, and keeps what was signed before', () => {
    const trial = new Trial(definitionOf(approval('one'), approval('two')), worldOf({ candidates: { two: [] } }));
    trial.sign('ann');
    expect(trial.state).toMatchObject({ status: 'needs_approver', currentStepId: 'two', doneStepIds: ['one'] });
    trial.world = worldOf();
    trial.send({ kind: 'resolve_again' });
    expect(trial.state).toMatchObject({ status: 'open', currentStepId: 'two', doneStepIds: ['one'] });
  });

  test('changes nothing while a task is open', () => {
    const trial = new Trial(definitionOf(approval('one')));
    expect(trial.send({ kind: 'resolve_again' })).toEqual({ ok: true, state: trial.state, facts: [] });
  });
  test('asks anew, of those who may sign now, where those left of an open task are too few; and stops where nobody may', () => {
    const trial = new Trial(definitionOf(approval('one')), worldOf({ candidates: { one: ['ann'] } }));
    trial.world = worldOf({ candidates: { one: ['bob'] } });
    trial.send({ kind: 'resolve_again' });
    expect(trial.state).toMatchObject({ status: 'open', openTask: { number: 2, candidateIds: ['bob'] } });
    expect(trial.sign('ann', { taskNumber: 1 })).toEqual(refusal('task_closed'));
    expect(trial.sign('ann')).toEqual(refusal('not_a_candidate'));
    trial.world = worldOf({ candidates: { one: [] } });
    trial.send({ kind: 'resolve_again' });
    expect(trial.state).toMatchObject({ status: 'needs_approver', openTask: null });
  });

  test('leaves an open task alone that those left can complete', () => {
    const trial = new Trial(definitionOf(approval('one')), worldOf({ candidates: { one: ['ann', 'bob'] } }));
    trial.world = worldOf({ candidates: { one: ['bob'] } });
    expect(trial.send({ kind: 'resolve_again' })).toMatchObject({ ok: true, facts: [] });
  });
});
