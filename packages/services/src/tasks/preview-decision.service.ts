import type { ConsequencesView, previewDecision } from '@countersign/contracts/tasks';
import { actorOf, type Call, type House } from '../platform/index.js';
import { consequencesOf } from './consequences.part.js';
import { permitTaskFor, weighDecision } from './weigh-decision.part.js';

/** Stands in for the reason that a rejection will carry; it is not among what is bound. */
const reasonToCome = 'to be said';

/** Shows what a decision would cause. Nothing is recorded, and opening this decides nothing. */
export class PreviewDecisionService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewDecision>): Promise<ConsequencesView> {
    const actor = actorOf(call.caller);
    const { verdict, onBehalfOf: principalId } = call.input.query;
    return this.house.tenancy.read(actor, async (tx) => {
      const { file, onBehalfOf } = await permitTaskFor(tx, actor, await tx.requests.findByTask(call.input.params.taskId), principalId);
      const { revisionDigest } = file.revision;
      const answer = weighDecision(actor, { file, task: file.task, verdict, revisionDigest, reason: reasonToCome, onBehalfOf }, this.house.now());
      return consequencesOf(file, { name: actor.name, onBehalfOf }, verdict, answer);
    });
  }
}
