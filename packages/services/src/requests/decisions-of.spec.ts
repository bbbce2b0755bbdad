import { describe, expect, it } from '@jest/globals';
import { compileCondition } from '@countersign/conditions';
import type { RunState } from '@countersign/engine';
import { decisionsOf } from './decisions-of.part.js';

const signature = (stepId: string, memberId: string, at: string) => ({ stepId, memberId, at, number: 1, revision: 1, revisionDigest: 'd' });
const state: RunState = {
  status: 'open', requesterId: 'rita', revision: 1, revisionDigest: 'd', materialDigest: 'm', taskCount: 2, waits: [], branches: [], refusedBy: null, effectStepIds: [],
  openTasks: [{ number: 2, stepId: 'board', revision: 1, quorum: 2, candidateIds: ['ana', 'cem'] }],
  stoppedStepIds: ['legal'], doneStepIds: ['budget'], skippedStepIds: ['risk'],
  signatures: [signature('budget', 'ana', '2026-11-21T10:00:00.000Z'), signature('budget', 'ben', '2026-11-21T09:00:00.000Z'), signature('board', 'cem', '2026-11-21T11:00:00.000Z')],
};

describe('earlier decisions', () => {
  it('say of each step how it stands, whose signatures count, how many, when the last was given, and how often somebody said no (row:A2)', () => {
    expect(decisionsOf(state, [{ stepId: 'board', verdict: 'reject' }, { stepId: 'later', verdict: 'request_changes' }, { stepId: 'board', verdict: 'reject' }])).toEqual({
      budget: { outcome: 'approved', count: 2, signers: ['ana', 'ben'], lastAt: '2026-11-21T10:00:00.000Z', rejections: 0, changesRequested: 0 },
      board: { outcome: 'waiting', count: 1, signers: ['cem'], lastAt: '2026-11-21T11:00:00.000Z', rejections: 2, changesRequested: 0 },
      legal: { outcome: 'waiting', count: 0, signers: [], lastAt: null, rejections: 0, changesRequested: 0 },
      later: { outcome: 'not_reached', count: 0, signers: [], lastAt: null, rejections: 0, changesRequested: 1 },
      risk: { outcome: 'skipped', count: 0, signers: [], lastAt: null, rejections: 0, changesRequested: 0 },
    });
  });

  it.each([
    ['decisions.budget.outcome == "approved" && decisions.budget.count == 2', true, { 'decisions.budget.outcome': 'approved', 'decisions.budget.count': 2 }],
    ['"ben" in decisions["budget"].signers', true, { 'decisions["budget"].signers': ['ana', 'ben'] }],
    ['decisions["later-step"].outcome == "not_reached"', true, { 'decisions["later-step"].outcome': 'not_reached' }],
    ['requester.memberId in decisions.budget.signers', false, { 'requester.memberId': 'rita', 'decisions.budget.signers': ['ana', 'ben'] }],
  ])('can be read by a condition, and what it read is kept with the answer: %s (row:A2)', (source, result, inputs) => {
    const compiled = compileCondition(source);
    const answer = compiled.ok ? compiled.condition.evaluate({ request: {}, requester: { unit: null, memberId: 'rita', name: 'Rita' }, decisions: decisionsOf(state, []) }) : compiled;
    expect(answer).toEqual({ ok: true, result, inputs });
  });
});
