import type { DatabasePool, Membership } from '@countersign/database/platform';
import type { Act, House, Record as ChangeRecord } from '../platform/index.js';
import { newId, Record, sessionOf, type Caller } from '../platform/index.js';
import type { IdentityHouse } from './identity.part.js';

export interface SignInEvent {
  readonly action: 'user.signed_in' | 'user.sign_in_failed' | 'user.signed_up' | 'user.signed_out' | 'session.revoked' | 'session.others_revoked' | 'session.step_up_failed' | 'second_factor.confirmed' | 'second_factor.removed';
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly reason: string | null;
  /** What it is about, where that is not the account. */
  readonly subject?: Act['subject'];
  readonly after?: unknown;
}

const insertGlobal = { name: 'identity.insert_audit', text: "insert into identity.audit_entry (id, canonical) values ($1, convert_to($2, 'UTF8'))" };
/** Stands for no tenant in entries of people who belong to none. */
const noTenant = 'none';

/** Anybody can make a sign-in fail, so it is written to so many of the companies at most: the most recently active ones, in their order. */
const failureTenantsMax = 5;

/** Leaves an entry in each company that the person belongs to, or in the installation's own log where there is none. With `only`: in these. */
export async function recordSignIn(house: House, pool: DatabasePool, caller: Caller, event: SignInEvent, only?: readonly Membership[]): Promise<void> {
  const memberships = only ?? (event.userId === null ? [] : await house.entry.listMemberships(event.userId));
  for (const membership of event.action === 'user.sign_in_failed' ? memberships.slice(0, failureTenantsMax) : memberships) {
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

/** Tells a person's other companies what was recorded in this one. */
export async function recordElsewhere(house: IdentityHouse, caller: Caller, action: SignInEvent['action']): Promise<void> {
  const { userId, sessionId, member } = sessionOf(caller);
  const others = (await house.entry.listMemberships(userId)).filter(({ memberId }) => memberId !== member?.memberId);
  await recordSignIn(house, house.identityPool, caller, { action, userId, sessionId, reason: null }, others);
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
  record.act({ action, subject: (membership !== null && event.subject) || account, reason, after: event.after });
  return record;
}
