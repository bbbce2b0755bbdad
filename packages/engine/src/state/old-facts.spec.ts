/**
 * Runs as the release before this one recorded them, fact by fact: under definitions of the first format, with `revised` that says nothing
 * of signatures. They are read for ever; nothing here is ever rewritten.
 */
import { describe, expect, test } from '@jest/globals';
import { decide, foldFacts, pathOfRun, readDefinition, type Answer, type ApprovalFormat1, type Command, type DefinitionFormat1, type Fact, type RunState, type World } from '../index.js';
import { worldOf } from '../trials/trial.js';

const recorded = {
  approved: [
    { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1', at: 't1' },
    { kind: 'task_opened', number: 1, stepId: 'one', quorum: 2, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't1' },
    { kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null, at: 't2' },
    { kind: 'decided', number: 1, stepId: 'one', memberId: 'bob', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null, at: 't3' },
    { kind: 'task_closed', number: 1, stepId: 'one', outcome: 'approved', at: 't3' },
    { kind: 'condition_evaluated', stepId: 'big', source: 'amount > 5000', inputs: { 'request.amount': 80 }, result: false, at: 't3' },
    { kind: 'step_skipped', stepId: 'big', at: 't3' },
    { kind: 'task_opened', number: 2, stepId: 'two', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't3' },
    { kind: 'decided', number: 2, stepId: 'two', memberId: 'ann', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null, at: 't4' },
    { kind: 'task_closed', number: 2, stepId: 'two', outcome: 'approved', at: 't4' },
    { kind: 'effect_wanted', stepId: 'pay', effect: { kind: 'webhook', endpointId: 'e', event: 'payment.requested' }, at: 't4' },
    { kind: 'ended', outcome: 'approved', at: 't4' },
  ],
  'open after a material revision': [
    { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1', at: 't1' },
    { kind: 'task_opened', number: 1, stepId: 'one', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't1' },
    { kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null, at: 't2' },
    { kind: 'task_closed', number: 1, stepId: 'one', outcome: 'approved', at: 't2' },
    { kind: 'task_opened', number: 2, stepId: 'two', quorum: 2, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't2' },
    { kind: 'decided', number: 2, stepId: 'two', memberId: 'bob', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null, at: 't3' },
    { kind: 'task_closed', number: 2, stepId: 'two', outcome: 'superseded', at: 't4' },
    { kind: 'revised', revision: 2, revisionDigest: 'd2', materialDigest: 'm2', material: true, at: 't4' },
    { kind: 'task_opened', number: 3, stepId: 'one', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't4' },
  ],
  'open after another revision': [
    { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1', at: 't1' },
    { kind: 'task_opened', number: 1, stepId: 'one', quorum: 2, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't1' },
    { kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null, at: 't2' },
    { kind: 'revised', revision: 2, revisionDigest: 'd2', materialDigest: 'm1', material: false, at: 't3' },
  ],
  returned: [
    { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1', at: 't1' },
    { kind: 'task_opened', number: 1, stepId: 'one', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't1' },
    { kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null, at: 't2' },
    { kind: 'task_closed', number: 1, stepId: 'one', outcome: 'approved', at: 't2' },
    { kind: 'task_opened', number: 2, stepId: 'two', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't2' },
    { kind: 'decided', number: 2, stepId: 'two', memberId: 'bob', verdict: 'request_changes', revision: 1, revisionDigest: 'd1', reason: 'why', at: 't3' },
    { kind: 'task_closed', number: 2, stepId: 'two', outcome: 'changes_requested', at: 't3' },
    { kind: 'returned', stepId: 'two', at: 't3' },
  ],
  resubmitted: [
    { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1', at: 't1' },
    { kind: 'task_opened', number: 1, stepId: 'one', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't1' },
    { kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null, at: 't2' },
    { kind: 'task_closed', number: 1, stepId: 'one', outcome: 'approved', at: 't2' },
    { kind: 'task_opened', number: 2, stepId: 'two', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't2' },
    { kind: 'decided', number: 2, stepId: 'two', memberId: 'bob', verdict: 'reject', revision: 1, revisionDigest: 'd1', reason: 'why', at: 't3' },
    { kind: 'task_closed', number: 2, stepId: 'two', outcome: 'rejected', at: 't3' },
    { kind: 'returned', stepId: 'two', at: 't3' },
    { kind: 'revised', revision: 2, revisionDigest: 'd2', materialDigest: 'm1', material: true, at: 't4' },
    { kind: 'task_opened', number: 3, stepId: 'one', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't4' },
    { kind: 'decided', number: 3, stepId: 'one', memberId: 'ann', verdict: 'approve', revision: 2, revisionDigest: 'd2', reason: null, at: 't5' },
    { kind: 'task_closed', number: 3, stepId: 'one', outcome: 'approved', at: 't5' },
    { kind: 'task_opened', number: 4, stepId: 'two', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't5' },
  ],
  rejected: [
    { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1', at: 't1' },
    { kind: 'task_opened', number: 1, stepId: 'one', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't1' },
    { kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict: 'reject', revision: 1, revisionDigest: 'd1', reason: 'why', at: 't2' },
    { kind: 'task_closed', number: 1, stepId: 'one', outcome: 'rejected', at: 't2' },
    { kind: 'ended', outcome: 'rejected', at: 't2' },
  ],
  withdrawn: [
    { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1', at: 't1' },
    { kind: 'task_opened', number: 1, stepId: 'one', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't1' },
    { kind: 'task_closed', number: 1, stepId: 'one', outcome: 'withdrawn', at: 't2' },
    { kind: 'ended', outcome: 'withdrawn', at: 't2' },
  ],
  'stopped and resumed': [
    { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1', at: 't1' },
    { kind: 'approver_missing', stepId: 'one', quorum: 1, candidates: [], excluded: [], at: 't1' },
    { kind: 'task_opened', number: 1, stepId: 'one', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't2' },
  ],
  stopped: [
    { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1', at: 't1' },
    { kind: 'task_opened', number: 1, stepId: 'one', quorum: 1, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't1' },
    { kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null, at: 't2' },
    { kind: 'task_closed', number: 1, stepId: 'one', outcome: 'approved', at: 't2' },
    { kind: 'approver_missing', stepId: 'two', quorum: 1, candidates: [], excluded: [], at: 't2' },
  ],
  'asked anew': [
    { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1', at: 't1' },
    { kind: 'task_opened', number: 1, stepId: 'one', quorum: 2, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'bob', because: 'role' }], excluded: [], at: 't1' },
    { kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null, at: 't2' },
    { kind: 'task_closed', number: 1, stepId: 'one', outcome: 'superseded', at: 't3' },
    { kind: 'task_opened', number: 2, stepId: 'one', quorum: 2, candidates: [{ memberId: 'ann', because: 'role' }, { memberId: 'cyd', because: 'role' }, { memberId: 'dan', because: 'role' }], excluded: [], at: 't3' },
  ],
} as const satisfies Record<string, readonly Fact[]>;

const step = (id: string, more: Partial<ApprovalFormat1> = {}): ApprovalFormat1 => ({ id, kind: 'approval', name: id, approvers: { roleIds: ['r'], memberIds: [], unit: 'any' }, quorum: 1, onReject: 'return', ...more });
const definitionOf = (...steps: DefinitionFormat1['steps']) => readDefinition({ formatVersion: 1, steps });

describe('a run that the release before recorded', () => {
  test.each<[keyof typeof recorded, Partial<RunState>, string[]]>([
    ['approved', { status: 'approved', openTasks: [], doneStepIds: ['one', 'two'], skippedStepIds: ['big'], effectStepIds: ['pay'] }, ['one:ann', 'one:bob', 'two:ann']],
    ['open after a material revision', { status: 'open', revision: 2, materialDigest: 'm2', taskCount: 3, openTasks: [{ number: 3, stepId: 'one', revision: 2, quorum: 1, candidateIds: ['ann', 'bob'] }], doneStepIds: [] }, []],
    ['open after another revision', { status: 'open', revision: 2, revisionDigest: 'd2', materialDigest: 'm1', openTasks: [{ number: 1, stepId: 'one', revision: 1, quorum: 2, candidateIds: ['ann', 'bob'] }] }, ['one:ann']],
    ['returned', { status: 'returned', openTasks: [], doneStepIds: ['one'], refusedBy: { stepId: 'two', memberId: 'bob', number: 2, verdict: 'request_changes', at: 't3' } }, ['one:ann']],
    ['resubmitted', { status: 'open', doneStepIds: ['one'], refusedBy: null, openTasks: [{ number: 4, stepId: 'two', revision: 2, quorum: 1, candidateIds: ['ann', 'bob'] }] }, ['one:ann']],
    ['rejected', { status: 'rejected', openTasks: [], refusedBy: { stepId: 'one', memberId: 'ann', number: 1, verdict: 'reject', at: 't2' } }, []],
    ['withdrawn', { status: 'withdrawn', openTasks: [] }, []],
    ['stopped and resumed', { status: 'open', stoppedStepIds: [], openTasks: [{ number: 1, stepId: 'one', revision: 1, quorum: 1, candidateIds: ['ann', 'bob'] }] }, []],
    ['stopped', { status: 'needs_approver', stoppedStepIds: ['two'], openTasks: [], doneStepIds: ['one'] }, ['one:ann']],
    ['asked anew', { status: 'open', taskCount: 2, openTasks: [{ number: 2, stepId: 'one', revision: 1, quorum: 2, candidateIds: ['ann', 'cyd', 'dan'] }] }, ['one:ann']],
  ])('%s: folds to what it was', (name, expected, signed) => {
    const state = foldFacts(recorded[name]);
    expect(state).toMatchObject(expected);
    expect(state.signatures.map(({ stepId, memberId }) => `${stepId}:${memberId}`)).toEqual(signed);
    expect(state).toMatchObject({ requesterId: 'rita', waits: [], branches: [] });
    expect(pathOfRun(recorded[name]).steps.size).toBeGreaterThan(0);
  });
});

describe('a run that the release before left under way goes on', () => {
  const world: World = worldOf({ conditions: { 'amount > 5000': true } });
  const send = (definition: ReturnType<typeof definitionOf>, state: RunState, command: Command): Answer => decide(definition, state, command, world);
  const sign = (memberId: string, taskNumber: number, revisionDigest: string): Command => ({ kind: 'decide', memberId, taskNumber, verdict: 'approve', revisionDigest, reason: null });
  const goOn = (name: keyof typeof recorded, definition: ReturnType<typeof definitionOf>, ...commands: Command[]): RunState => {
    let state = foldFacts(recorded[name]);
    for (const command of commands) {
      const answer = send(definition, state, command);
      if (!answer.ok) throw new Error(answer.refusal.code);
      ({ state } = answer);
    }
    return state;
  };

  test('to its end, step by step', () => {
    expect(goOn('open after a material revision', definitionOf(step('one'), step('two', { quorum: 2 })), sign('ann', 3, 'd2'), sign('ann', 4, 'd2'), sign('bob', 4, 'd2')).status).toBe('approved');
    expect(goOn('open after another revision', definitionOf(step('one', { quorum: 2 }), step('two')), sign('bob', 1, 'd2'), sign('ann', 2, 'd2')).status).toBe('approved');
    expect(goOn('stopped', definitionOf(step('one'), step('two')), { kind: 'resolve_again' }, sign('bob', 2, 'd1')).status).toBe('approved');
  });

  test('and asks everybody again once it was returned', () => {
    expect(goOn('returned', definitionOf(step('one'), step('two')), { kind: 'revise', memberId: 'rita', revision: 2, revisionDigest: 'd2', materialDigest: 'm1' })).toMatchObject({ status: 'open', signatures: [], openTasks: [{ number: 3, stepId: 'one' }] });
  });

  test('where a task was asked anew, whoever signed that revision has signed it', () => {
    const definition = definitionOf(step('one', { quorum: 2 }));
    expect(send(definition, foldFacts(recorded['asked anew']), sign('ann', 2, 'd1'))).toEqual({ ok: false, refusal: { code: 'already_decided' } });
    expect(goOn('asked anew', definition, sign('cyd', 2, 'd1')).status).toBe('approved');
  });

  test('and is reversed by a person, where it was not said how', () => {
    const definition = definitionOf(step('one', { quorum: 2 }), step('big', { when: 'amount > 5000' }), step('two'), { id: 'pay', kind: 'effect', name: 'pay', effect: { kind: 'webhook', endpointId: 'e', event: 'payment.requested' } });
    const answer = send(definition, foldFacts(recorded.approved), { kind: 'reverse', memberId: 'ada', reason: 'a duplicate', outcome: 'reversed' });
    expect(answer.ok && answer.facts).toMatchObject([{ kind: 'reversed' }, { kind: 'compensation_wanted', stepId: 'pay', how: 'person' }, { kind: 'ended', outcome: 'reversed' }]);
  });
});
