import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import type { MemberRef } from '@countersign/contracts/requests';
import type { decideRequest, DecisionReply } from '@countersign/contracts/tasks';
import { requireStepUp } from '../identity/index.js';
import { findStep } from '@countersign/engine';
import { tell } from '../notifications/index.js';
import { actorOf, change, newId, sessionOf, type Actor, type Call, type House, type Record } from '../platform/index.js';
import { contentOf, definitionOf, enqueueEffects, runChangeOf, signedRecord, stepNameOf, subjectOf } from '../requests/index.js';
import { consequencesOf } from './consequences.part.js';
import { permitTaskFor, weighDecision } from './weigh-decision.part.js';

/**
 * Records a decision, bound to what was shown: the revision's digest and the consequences' digest are checked under the run's lock,
 * in the transaction that records it. State, decision, audit, usage and the wish for effects commit together.
 */
export class DecideRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof decideRequest>) {
    const actor = actorOf(call.caller);
    const { onBehalfOf: principalId } = call.input.body;
    const load = (tx: Tx) => tx.requests.lockByTask(call.input.params.taskId);
    // Before the run is waited for: what holds between the two is read after that, and ends for nobody who is deciding by it.
    const first = principalId === undefined ? undefined : (tx: Tx) => tx.delegations.hold(actor.memberId, principalId);
    return change(this.house, call, actor, async (tx, record, at, locked) => {
      const permitted = await permitTaskFor(tx, actor, locked, principalId);
      return recordDecision({ house: this.house, tx, record, at, actor, call, ...permitted });
    }, { load, ...(first && { first }) });
  }
}

const toldAs = { approve: 'approved', reject: 'rejected', request_changes: 'changes_requested' } as const;

interface Deciding {
  readonly house: House;
  readonly tx: Tx;
  readonly record: Record;
  readonly at: Date;
  readonly actor: Actor;
  readonly call: Call<typeof decideRequest>;
  readonly file: Awaited<ReturnType<typeof permitTaskFor>>['file'];
  readonly onBehalfOf: MemberRef | null;
}

async function recordDecision({ house, tx, record, at, actor, call, file, onBehalfOf }: Deciding): Promise<DecisionReply> {
  const { verdict, revisionDigest, consequencesDigest } = call.input.body;
  const reason = call.input.body.reason?.trim() || null;
  const { task } = file;
  const answer = weighDecision(actor, { file, task, verdict, revisionDigest, reason, onBehalfOf }, at);
  const signed = verdict === 'approve' ? signedRecord(file) : null;
  const consequences = consequencesOf(file, { name: actor.name, onBehalfOf }, verdict, answer);
  if (consequences.consequencesDigest !== consequencesDigest) {
    const detail = 'What this decision would cause is no longer what you were shown. Nothing was recorded: look at it again and decide.';
    throw new Refusal('consequences_changed', { detail, extensions: { consequences } });
  }
  const steppedUp = asksStepUp(file) ? requireStepUp(house, sessionOf(call.caller)) : null;
  const { revision } = file.revision;
  const { status } = answer.state;
  const receipt = record.act({
    action: call.operation.auditAction ?? '',
    subject: { kind: 'request', id: file.requestId, label: `request ${file.number}` },
    reason,
    before: { status: file.run.state.status },
    after: { verdict, ...(onBehalfOf && { onBehalfOf: onBehalfOf.memberId }), status, taskId: task.id, step: stepNameOf(definitionOf(file), task.stepId), revision, revisionDigest, consequencesDigest, ...(signed && { recordId: signed.id, fingerprint: signed.fingerprint }), ...(steppedUp && { steppedUp: { by: steppedUp.by, at: steppedUp.at.toISOString() } }) },
  });
  const decision = { id: newId(), taskId: task.id, memberId: actor.memberId, candidateId: onBehalfOf?.memberId ?? actor.memberId, onBehalfOf: onBehalfOf?.memberId ?? null, verdict, reason, revision, revisionDigest, consequencesDigest, ...(signed && { recordId: signed.id }) };
  const saved = { ...runChangeOf(subjectOf(file, contentOf(file)), answer, receipt.entryId, at), decision };
  tx.requests.save(saved);
  tell(record, { receipt, requestId: file.requestId, kind: toldAs[verdict], requestStatus: status, byMemberId: actor.memberId });
  record.use('decision', decision.id);
  enqueueEffects(record, saved);
  return { decisionId: decision.id, taskId: task.id, requestId: file.requestId, verdict, requestStatus: status, revision, revisionDigest, consequencesDigest, decidedAt: at.toISOString(), receipt };
}

/** Whether the step is signed with a second factor that was proved just now. */
function asksStepUp(file: Deciding['file']): boolean {
  const step = findStep(definitionOf(file).steps, file.task.stepId);
  return step?.kind === 'approval' && step.stepUp === true;
}
