import { Refusal } from '@countersign/contracts/platform';
import type { Tx } from '@countersign/database/platform';
import { recordOfUser, recordSignIn, type IdentityHouse, type SignInEvent } from '../identity/index.js';
import { sessionOf, type Caller } from '../platform/index.js';

/** Which sessions end: one, or all but the one that asks. */
export type Ending = { readonly sessionId: string } | { readonly allBut: string };

const endOne = `with ended as (delete from identity.session where "userId" = $1 and id = $2 returning id),
  noted as (insert into identity.audit_entry (id, canonical) select $3, convert_to($4, 'UTF8') where exists (select from ended))
  select count(*)::int as ended from ended`;
const endOthers = `with ended as (delete from identity.session where "userId" = $1 and id <> $2 returning id),
  noted as (insert into identity.audit_entry (id, canonical) values ($3, convert_to($4, 'UTF8')))
  select count(*)::int as ended from ended`;

/**
 * Ends sessions of the caller, with the entry that says so, in one transaction of a company of theirs; their other companies get
 * the entry afterwards. One who belongs to no company leaves it in the installation's own log.
 */
export async function endSessions(house: IdentityHouse, caller: Caller, ending: Ending, action: 'session.revoked' | 'session.others_revoked'): Promise<number> {
  const { userId, sessionId } = sessionOf(caller);
  const event: SignInEvent = { action, userId, sessionId, reason: null, subject: { kind: 'session', id: 'sessionId' in ending ? ending.sessionId : sessionId, label: 'session' } };
  const [first, ...others] = await house.entry.listMemberships(userId);
  if (!first) return endOutside(house, caller, ending, event);
  const { audit } = recordOfUser(house, caller, event, first);
  const ended = await house.tenancy.run({ tenantId: first.tenantId }, async (tx) => {
    const count = await endInside(tx, userId, ending);
    if ('sessionId' in ending && count === 0) throw new Refusal('not_found');
    tx.conclude({ audit });
    return count;
  });
  await recordSignIn(house, house.identityPool, caller, event, others);
  return ended;
}

async function endInside(tx: Tx, userId: string, ending: Ending): Promise<number> {
  if ('allBut' in ending) return tx.entry.endOtherSessions(userId, ending.allBut);
  return (await tx.entry.endSession(userId, ending.sessionId)) ? 1 : 0;
}

async function endOutside(house: IdentityHouse, caller: Caller, ending: Ending, event: SignInEvent): Promise<number> {
  const { audit } = recordOfUser(house, caller, event, null);
  const [entry] = audit;
  const [text, subject] = 'allBut' in ending ? [endOthers, ending.allBut] : [endOne, ending.sessionId];
  const { rows } = await house.identityPool.query<{ ended: number }>({ text, values: [event.userId, subject, entry?.id, entry?.canonical] });
  const ended = rows[0]?.ended ?? 0;
  if ('sessionId' in ending && ended === 0) throw new Refusal('not_found');
  return ended;
}
