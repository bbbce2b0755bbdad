import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import type { createDelegation } from '@countersign/contracts/delegations';
import { actorOf, change, newId, permissionDenied, type Actor, type Call, type House } from '../platform/index.js';
import { delegatesForOthers, delegationViewOf } from './view-delegation.part.js';

type Wish = Call<typeof createDelegation>['input']['body'];

const dayMs = 24 * 3600 * 1000;
const spanMaxMs = 366 * dayMs;
/** Not over yet, of one principal. */
const openMax = 50;

/** Lets a member decide in another's place. It routes work and gives no rights: the delegate must be able to decide already. */
export class CreateDelegationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof createDelegation>) {
    const actor = actorOf(call.caller);
    const wish = call.input.body;
    const principalId = wish.principalId ?? actor.memberId;
    const reason = wish.reason?.trim() || null;
    return change(this.house, call, actor, async (tx, record, at) => {
      refuseUnlessTheirs(actor, principalId, wish, reason);
      refuseSpan(wish, at);
      await tx.delegations.lock();
      await refuseUnlessFitting(tx, principalId, wish, at);
      const id = newId();
      const { delegateId, startsAt, endsAt, requestTypeIds, limit } = wish;
      await tx.delegations.insert({ id, principalId, delegateId, startsAt, endsAt, requestTypeIds: requestTypeIds ?? null, limit: limit ?? null, reason, madeBy: actor.memberId, at });
      const after = { delegationId: id, delegateId, startsAt, endsAt, ...(requestTypeIds && { requestTypeIds }), ...(limit && { limit }) };
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: principalId, label: 'member' }, reason, after });
      const row = await tx.delegations.find(id);
      if (!row) throw new Error('the delegation was made just now');
      return delegationViewOf(row, actor, at);
    });
  }
}

function refuseUnlessTheirs(actor: Actor, principalId: string, { delegateId }: Wish, reason: string | null): void {
  if (delegateId === principalId) throw invalid('/body/delegateId', 'Nobody is their own delegate.');
  if (principalId === actor.memberId) return;
  if (!actor.permissions.includes(delegatesForOthers)) throw permissionDenied(delegatesForOthers);
  if (reason === null) throw new Refusal('reason_required', { detail: 'Say why somebody is to decide for another member.' });
  if (delegateId === actor.memberId) throw new Refusal('delegate_unable', { detail: 'Nobody puts themselves in another member’s place: let that member do it, or another administrator.' });
}

function refuseSpan({ startsAt, endsAt }: Wish, now: Date): void {
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)];
  if (from > now.getTime() + spanMaxMs) throw invalid('/body/startsAt', 'It begins within a year.');
  if (to <= from || to <= now.getTime()) throw invalid('/body/endsAt', 'It ends after it begins, and not in the past.');
  if (to - from > spanMaxMs) throw invalid('/body/endsAt', 'It lasts a year at most.');
}

const invalid = (pointer: string, detail: string) => new Refusal('invalid_input', { detail, errors: [{ pointer, detail }] });

async function refuseUnlessFitting(tx: Tx, principalId: string, { delegateId, startsAt, endsAt, requestTypeIds }: Wish, at: Date): Promise<void> {
  for (const memberId of [principalId, delegateId]) if (!(await tx.members.find(memberId))) throw new Refusal('not_found', { detail: 'There is no such member.' });
  const typeIds = [...new Set(requestTypeIds)];
  if (typeIds.length > 0 && (await tx.delegations.countTypes(typeIds)) < typeIds.length) throw new Refusal('not_found', { detail: 'There is no such request type.' });
  const permissions = await tx.members.listPermissionsOf(delegateId);
  if (!permissions.includes('task.decide') || !(permissions.includes('request.read') || permissions.includes('request.read_all'))) {
    throw new Refusal('delegate_unable', { detail: 'This member’s roles let them decide nothing. A delegation gives no rights: choose somebody who may decide.' });
  }
  if (await tx.delegations.closesCircle({ principalId, delegateId, startsAt, endsAt })) {
    throw new Refusal('delegation_loops', { detail: 'In that time the delegate is away too, and what is theirs goes back to where it came from. Choose somebody else, or another time.' });
  }
  if ((await tx.delegations.countOpen(principalId, at)) >= openMax) throw new Refusal('delegations_full', { detail: `There are ${openMax} that are not over yet. End some first.` });
}
