import { describe, expect, it } from '@jest/globals';
import type { Fact, FactBody, WorkflowDefinition } from '@countersign/engine';
import { setAsides, setAsideText } from './set-aside.part.js';

const step = (id: string, name: string) => ({ id, kind: 'approval' as const, name, approvers: { anyOf: [] }, quorum: 1, onReject: 'return' as const });
const definition: WorkflowDefinition = { formatVersion: 2, steps: [step('budget', 'Budget owner'), step('check', 'Controller'), step('safe', 'Safety officer')] };
const closed: FactBody = { kind: 'task_closed', number: 3, stepId: 'safe', outcome: 'superseded' };
const asked = (number: number): FactBody => ({ kind: 'task_opened', number, stepId: 'safe', quorum: 1, candidates: [], excluded: [] });
const reopenedStepIds: string[] = [];

/** What is said of task 3, closed in an act with these other facts. */
function said(...act: FactBody[]): string {
  const facts = [{ at: 't1', fact: { at: 't1', ...asked(3) } as Fact }, ...act.map((fact) => ({ at: 't2', fact: { at: 't2', ...fact } as Fact })), { at: 't3', fact: { at: 't3', kind: 'ended', outcome: 'withdrawn' } as Fact }];
  const tasks = [{ stepId: 'gone', stepName: 'A step of before' }];
  const decisions = [{ memberId: 'm', memberName: 'Ann' }];
  const aside = setAsides(definition, { facts, tasks, decisions } as never).get(3);
  return aside === undefined ? '' : setAsideText(aside);
}

describe('a task that was set aside', () => {
  it.each<[string, FactBody[]]>([
    ['asked no more: Controller sent the request back to Budget owner', [{ kind: 'went_back', stepId: 'check', toStepId: 'budget', reopenedStepIds }, { ...asked(4), stepId: 'budget' } as FactBody, closed]],
    ['asked no more: Controller returned the request to its requester', [closed, { kind: 'returned', stepId: 'check' }]],
    ['asked no more: the request was rejected', [closed, { kind: 'ended', outcome: 'rejected' }]],
    ['asked no more: the request was approved without it', [{ kind: 'step_done', stepId: 'both' }, closed, { kind: 'ended', outcome: 'approved' }]],
    ['asked no more: what was approved was undone', [{ kind: 'reversed', byMemberId: 'm', reason: 'x' }, closed, { kind: 'ended', outcome: 'cancelled' }]],
    ['asked anew: version 2 was submitted', [closed, { kind: 'revised', revision: 2, revisionDigest: 'd', materialDigest: 'd', material: true }, asked(4)]],
    ['asked no more: version 2 was submitted', [closed, { kind: 'revised', revision: 2, revisionDigest: 'd', materialDigest: 'd', material: true }]],
    ['asked anew: the request moved to version 5 of the workflow', [closed, { kind: 'migrated', fromVersion: 4, toVersion: 5, byMemberId: 'm', reason: 'x', voided: [], reopenedStepIds }, asked(4)]],
    ['asked no more: Ann took back the decision as A step of before', [{ kind: 'decision_revoked', number: 1, stepId: 'gone', memberId: 'm', verdict: 'approve', reason: 'x', reopenedStepIds }, closed]],
    ['asked no more: a former member took back the decision as Budget owner', [{ kind: 'decision_revoked', number: 1, stepId: 'budget', memberId: 'n', verdict: 'approve', reason: 'x', reopenedStepIds }, closed]],
    ['asked anew: those who were asked cannot complete it any more', [closed, asked(4)]],
    ['asked no more: enough of the other branches are done', [{ kind: 'step_done', stepId: 'both' }, closed]],
    ['asked no more: the way of the request does not lead there any more', [closed]],
    ['', [{ ...closed, outcome: 'approved' } as FactBody]],
  ])('is said to be %j', (text, act) => expect(said(...act)).toBe(text));
});
