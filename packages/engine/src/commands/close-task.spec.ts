import { describe, expect, test } from '@jest/globals';
import { decide, type Command, type Fact, type RunState, type WorkflowDefinition, type World } from '../index.js';

const step = (id: string, onReject: 'return' | 'end') => ({ id, kind: 'approval' as const, name: id, approvers: { roleIds: ['r'], memberIds: [], unit: 'any' as const }, quorum: 1, onReject });
const definition: WorkflowDefinition = { formatVersion: 1, steps: [step('one', 'return'), step('two', 'end')] };
const world: World = { now: 'now', evaluate: () => ({ ok: true, result: true, inputs: {} }), resolve: () => ({ candidates: [{ memberId: 'ann', because: 'role' }], excluded: [] }) };

/** The facts of the last command. */
function after(...commands: Command[]): readonly Fact[] {
  let state: RunState | null = null;
  let facts: readonly Fact[] = [];
  for (const command of commands) {
    const answer = decide(definition, state, command, world);
    if (!answer.ok) throw new Error(answer.refusal.code);
    ({ state, facts } = answer);
  }
  return facts;
}
const start: Command = { kind: 'start', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1' };
const sign = (verdict: 'approve' | 'reject' | 'request_changes', taskNumber = 1): Command => ({ kind: 'decide', memberId: 'ann', taskNumber, verdict, revisionDigest: 'd1', reason: 'why' });
const closedAs = (facts: readonly Fact[]) => facts.flatMap((fact) => (fact.kind === 'task_closed' ? [[fact.stepId, fact.outcome]] : []));

describe('a task says how it was closed', () => {
  test.each<[string, string, Command[]]>([
    ['approved', 'one', [start, sign('approve')]],
    ['rejected', 'one', [start, sign('reject')]],
    ['changes_requested', 'one', [start, sign('request_changes')]],
    ['superseded', 'one', [start, { kind: 'revise', memberId: 'rita', revision: 2, revisionDigest: 'd2', materialDigest: 'm2' }]],
    ['withdrawn', 'one', [start, { kind: 'withdraw', memberId: 'rita' }]],
    ['rejected', 'two', [start, sign('approve'), sign('reject', 2)]],
  ])('%s, at step %s', (outcome, stepId, commands) => expect(closedAs(after(...commands))).toEqual([[stepId, outcome]]));
});

test('what a rejection does is said by the step that was rejected, not by the first', () => {
  expect(after(start, sign('reject')).at(-1)).toEqual({ at: 'now', kind: 'returned', stepId: 'one' });
  expect(after(start, sign('approve'), sign('reject', 2)).at(-1)).toEqual({ at: 'now', kind: 'ended', outcome: 'rejected' });
  expect(after(start, sign('approve'), sign('request_changes', 2)).at(-1)).toEqual({ at: 'now', kind: 'returned', stepId: 'two' });
});

test('a run whose open step is not in the version that it is pinned to is a fault, and says which step', () => {
  const started = decide(definition, null, start, world);
  if (!started.ok) throw new Error(started.refusal.code);
  for (const steps of [[], [{ id: 'one', kind: 'effect' as const, name: 'one', effect: { kind: 'webhook' as const, endpointId: 'e', event: 'a.b' } }]]) {
    expect(() => decide({ formatVersion: 1, steps }, started.state, sign('reject'), world)).toThrow('step one is not an approval step of this version');
  }
});
