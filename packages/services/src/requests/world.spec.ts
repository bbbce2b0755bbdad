import { describe, expect, it } from '@jest/globals';
import { decide, type ApprovalStep, type RunState, type WorkflowDefinition } from '@countersign/engine';
import { worldOf, type Contents, type Surroundings } from './world.part.js';

const ana = { memberId: 'ana', name: 'Ana', unit: null, roles: ['budget-owner', 'supervisor'].map((id) => ({ id, name: id, decides: true, reads: true })), groups: [], limits: [] };
const ben = { ...ana, memberId: 'ben', name: 'Ben', roles: ana.roles.slice(0, 1) };
const surroundings: Surroundings = {
  people: [ana, ben],
  managers: [],
  requester: { memberId: 'eva', name: 'Eva', unit: null, standing: null },
  calendars: [],
  notApproved: null,
  revision: { revision: 1, content: { amount: '10' } },
  requestType: { amountField: null, immaterialFields: [], tolerances: {} },
};
const step = (roleId: string, more: Partial<ApprovalStep> = {}): ApprovalStep => ({ id: roleId, kind: 'approval', name: roleId, approvers: { anyOf: [{ kind: 'role', roleId }] }, quorum: 1, onReject: 'return', ...more });
const definition: WorkflowDefinition = { formatVersion: 2, steps: [step('budget-owner'), step('supervisor', { servedBy: ['budget-owner'] })] };
const now = new Date('2026-11-29T10:00:00Z');
const world = (file: Surroundings = surroundings, contents?: Contents) => worldOf(file, file.revision.content, now, contents);

function stateOf(...args: Parameters<typeof decide>): RunState {
  const answer = decide(...args);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.state;
}
const started = (file?: Surroundings) => stateOf(definition, null, { kind: 'start', requesterId: 'eva', revision: 1, revisionDigest: 'd1', materialDigest: 'd1' }, world(file));
const signedBy = (memberId: string, file?: Surroundings) => stateOf(definition, started(file), { kind: 'decide', memberId, taskNumber: 1, verdict: 'approve', revisionDigest: 'd1', reason: null }, world(file));

describe('what a request is signed against (row:A1)', () => {
  it('lets one signature of the revision at hand serve both steps where the same person may sign both', () => {
    expect(signedBy('ana')).toMatchObject({ status: 'approved', doneStepIds: ['budget-owner', 'supervisor'] });
  });

  it('also where the way is foreseen before anything was submitted', () => {
    expect(signedBy('ana', { ...surroundings, revision: { content: { amount: '10' } } }).status).toBe('approved');
  });

  it('asks for a second one where the first signer may not sign the second step', () => {
    expect(signedBy('ben')).toMatchObject({ status: 'open', openTasks: [{ stepId: 'supervisor', candidateIds: ['ana'] }] });
  });

  it('counts nothing that was given to a revision of which is not known what it says', () => {
    const later = { ...surroundings, revision: { revision: 2, content: { amount: '10' } } };
    expect(world(later).changedSince(step('supervisor'), { revision: 1, memberId: 'ana' })).toEqual(['*']);
    expect(world(later).changedSince(step('supervisor'), { revision: 2, memberId: 'ana' })).toEqual([]);
  });

  it('compares with what was loaded of earlier revisions, and with nothing else, where some were', () => {
    const signed = new Map([[1, { amount: '9' }]]);
    const compared = world({ ...surroundings, revision: { revision: 2, content: { amount: '10' } } }, { signed, now: { amount: '10' } });
    expect(compared.changedSince(step('supervisor'), { revision: 1, memberId: 'ana' })).toEqual(['amount']);
    expect(compared.changedSince(step('supervisor'), { revision: 2, memberId: 'ana' })).toEqual(['*']);
  });
});
