import { Refusal } from '@countersign/contracts/platform';
import type { startRepairs } from '@countersign/contracts/effects';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { leftOutOf, repairDigestOf, repairsViewOf, undoGoesWithSkip } from './view-repairs.part.js';

/** Writes down what is decided about, in the transaction that decides it; a job carries it out. What two decide about at once is as the first of them says. */
export class StartRepairsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof startRepairs>) {
    const actor = actorOf(call.caller);
    const { how, ofState, connectionId, until, planDigest, undo: undoes = false } = call.input.body;
    const reason = call.input.body.reason.trim();
    const scope = { ofState, connectionId, until: new Date(until) };
    return change(this.house, call, actor, async (tx, record, at) => {
      if (reason === '') throw new Refusal('reason_required', { detail: 'Say why, for all of them. Nothing was changed.' });
      if (undoes && how !== 'skip') throw new Refusal('invalid_input', undoGoesWithSkip('/body/undo'));
      if (undoes && !actor.permissions.includes('request.reverse')) throw new Refusal('permission_denied', { detail: 'This needs the right to undo what was approved. Nothing was changed.' });
      if (connectionId !== null && !(await tx.connections.find(connectionId))) throw new Refusal('not_found');
      const counted = await tx.effectRepairs.count(scope);
      if (planDigest !== repairDigestOf(how, scope, counted, undoes)) throw new Refusal('plan_changed', { detail: 'By now it would be about others than it said. Look at it again; nothing was changed.' });
      const waiting = counted.total - leftOutOf(how, counted, undoes);
      if (waiting === 0) throw new Refusal('nothing_to_repair', { detail: 'There is no effect that this could be decided about for many at once.' });
      const repair = { ...scope, id: newId(), how, undoes, reason, startedBy: actor.memberId, startedAt: at };
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'effect_repairs', id: repair.id, label: `${waiting} effects` }, reason, after: { how, ...(undoes && { undoes }), ofState, connectionId, until, ...counted } });
      tx.effectRepairs.insert({ ...repair, startEntryId: receipt.entryId });
      record.enqueue('effect-repairs', { repairId: repair.id });
      return repairsViewOf({ ...repair, startedByName: actor.name, state: 'running', endedAt: null, progress: { waiting } });
    });
  }
}
