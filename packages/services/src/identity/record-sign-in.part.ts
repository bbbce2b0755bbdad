import type { DatabasePool, Membership } from '@countersign/database/platform';
import type { Act, House, Record as ChangeRecord } from '../platform/index.js';
import { newId, Record, type Caller } from '../platform/index.js';

export interface SignInEvent {
  readonly action: 'user.signed_in' | 'user.sign_in_failed' | 'user.signed_up' | 'user.signed_out' | 'session.revoked' | 'session.others_revoked';
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly reason: string | null;
  /** What it is about, where that is not the account. */
  readonly subject?: Act['subject'];
}

const insertGlobal = { name: 'identity.insert_audit', text: "insert into identity.audit_entry (id, canonical) values ($1, convert_to($2, 'UTF8'))" };
/** Stands for no tenant in entries of people who belong to none. */
const noTenant = 'none';

/** Leaves an entry in each company that the person belongs to, or in the installation's own log where there is none. With `only`: in these. */
export async function recordSignIn(house: House, pool: DatabasePool, caller: Caller, event: SignInEvent, only?: readonly Membership[]): Promise<void> {
  const memberships = only ?? (event.userId === null ? [] : await house.entry.listMemberships(event.userId));
  for (const membership of memberships) {
    const record = recordOfUser(house, caller, event, membership);
    await house.tenancy.run(membership, async (tx) => {
      tx.conclude({ audit: record.audit });
      await Promise.resolve();
    });
  }
  if (memberships.length > 0 || only !== undefined) return;
  const { audit } = recordOfUser(house, caller, event, null);
  for (const { id, canonical } of audit) await pool.query({ ...insertGlobal, values: [id, canonical] });
}

/** The entry of one company, or of the installation's own log. */
export function recordOfUser(house: House, caller: Caller, event: SignInEvent, membership: Membership | null): ChangeRecord {
  const { userId, sessionId, action, reason } = event;
  // A failed try was made by somebody unknown: the account it was aimed at is the subject, not the actor.
  const known = action !== 'user.sign_in_failed' && membership !== null && userId !== null;
  const actor = known ? { kind: 'member' as const, memberId: membership.memberId, userId, sessionId: sessionId ?? newId() } : { kind: 'anonymous' as const, name: 'not signed in' };
  const record = new Record({ tenantId: membership?.tenantId ?? noTenant, actor, channel: caller.channel, traceId: caller.traceId, causeId: null, at: house.now() });
  const account = { kind: 'user', id: userId ?? 'unknown', label: userId === null ? 'no such account' : 'account' };
  // Where no member can be named as the actor, the account is at least what it is about.
  record.act({ action, subject: (membership !== null && event.subject) || account, reason });
  return record;
}
