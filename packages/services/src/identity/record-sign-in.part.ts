import type { DatabasePool } from '@countersign/database/platform';
import type { House, Record as ChangeRecord } from '../platform/index.js';
import { newId, Record, type Caller } from '../platform/index.js';

export interface SignInEvent {
  readonly action: 'user.signed_in' | 'user.sign_in_failed' | 'user.signed_up' | 'user.signed_out';
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly reason: string | null;
}

const insertGlobal = { name: 'identity.insert_audit', text: "insert into identity.audit_entry (id, canonical) values ($1, convert_to($2, 'UTF8'))" };
/** Stands for no tenant in entries of people who belong to none. */
const noTenant = 'none';

/** Leaves an entry in each company that the person belongs to, or in the installation's own log where there is none. */
export async function recordSignIn(house: House, pool: DatabasePool, caller: Caller, event: SignInEvent): Promise<void> {
  const memberships = event.userId === null ? [] : await house.entry.listMemberships(event.userId);
  for (const { tenantId, memberId } of memberships) {
    const record = recordOf(house, caller, event, tenantId, memberId);
    await house.tenancy.run({ tenantId }, async (tx) => {
      tx.conclude({ audit: record.audit });
      await Promise.resolve();
    });
  }
  if (memberships.length > 0) return;
  const { audit } = recordOf(house, caller, event, noTenant, null);
  for (const { id, canonical } of audit) await pool.query({ ...insertGlobal, values: [id, canonical] });
}

function recordOf(house: House, caller: Caller, event: SignInEvent, tenantId: string, memberId: string | null): ChangeRecord {
  const { userId, sessionId, action, reason } = event;
  // A failed try was made by somebody unknown: the account it was aimed at is the subject, not the actor.
  const known = action !== 'user.sign_in_failed' && memberId !== null && userId !== null;
  const actor = known ? { kind: 'member' as const, memberId, userId, sessionId: sessionId ?? newId() } : { kind: 'anonymous' as const, name: 'not signed in' };
  const record = new Record({ tenantId, actor, channel: caller.channel, traceId: caller.traceId, causeId: null, at: house.now() });
  record.act({ action, subject: { kind: 'user', id: userId ?? 'unknown', label: userId === null ? 'no such account' : 'account' }, reason });
  return record;
}
