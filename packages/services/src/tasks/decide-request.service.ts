import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import type { decideRequest, DecisionReply } from '@countersign/contracts/tasks';
import { actorOf, change, newId, type Actor, type Call, type House, type Record } from '../platform/index.js';
import { contentOf, enqueueEffects, runChangeOf, stepNameOf, subjectOf } from '../requests/index.js';
import { consequencesOf } from './consequences.part.js';
import { permitTask, weighDecision } from './weigh-decision.part.js';

/**
 * Records a decision, bound to what was shown: the revision's digest and the consequences' digest are checked under the run's lock,
 * in the transaction that records it. State, decision, audit, usage and the wish for effects commit together.
 */
export class DecideRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof decideRequest>) {
    const actor = actorOf(call.caller);
    const lock = (tx: Tx) => tx.requests.lockByTask(call.input.params.taskId);
    return change(this.house, call, actor, (tx, record, at, locked) => recordDecision({ tx, record, at, actor, call, file: permitTask(actor, locked) }), lock);
  }
}

interface Deciding {
  readonly tx: Tx;
  readonly record: Record;
  readonly at: Date;
  readonly actor: Actor;
  readonly call: Call<typeof decideRequest>;
  readonly file: ReturnType<typeof permitTask>;
}

async function recordDecision({ tx, record, at, actor, call, file }: Deciding): Promise<DecisionReply> {
  const { verdict, revisionDigest, consequencesDigest } = call.input.body;
  const reason = call.input.body.reason?.trim() || null;
  const { task } = file;
  const answer = weighDecision(actor, { file, task, verdict, revisionDigest, reason }, at);
  const consequences = consequencesOf(file, actor, verdict, answer);
  if (consequences.consequencesDigest !== consequencesDigest) {
    const detail = 'What this decision would cause is no longer what you were shown. Nothing was recorded: look at it again and decide.';
    throw new Refusal('consequences_changed', { detail, extensions: { consequences } });
  }
  const { revision } = file.revision;
  const { status } = answer.state;
  const receipt = record.act({
    action: call.operation.auditAction ?? '',
    subject: { kind: 'request', id: file.requestId, label: `request ${file.number}` },
    reason,
    before: { status: file.run.state.status },
    after: { verdict, status, taskId: task.id, step: stepNameOf(file.workflow.definition, task.stepId), revision, revisionDigest, consequencesDigest },
  });
  const decision = { id: newId(), taskId: task.id, memberId: actor.memberId, verdict, reason, revision, revisionDigest, consequencesDigest };
  const saved = { ...runChangeOf(subjectOf(file, contentOf(file)), answer, receipt.entryId, at), decision };
  tx.requests.save(saved);
  record.use('decision', decision.id);
  enqueueEffects(record, saved);
  return { decisionId: decision.id, taskId: task.id, requestId: file.requestId, verdict, requestStatus: status, revision, revisionDigest, consequencesDigest, decidedAt: at.toISOString(), receipt };
}
