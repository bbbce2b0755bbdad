import { Record, type House } from '../platform/index.js';
import { removeMember } from './remove-member.part.js';

/** Which end it is about: where another was said since, another job knows of it. */
export interface MembershipJob {
  readonly tenantId: string;
  readonly memberId: string;
  readonly expiresAt: string;
}

/** A job waits no longer than the queue can count in milliseconds; one that wakes early goes to sleep again. */
const sleepMaxMs = 20 * 24 * 3600 * 1000;

export function wakeWhenExpired(record: Record, { memberId, expiresAt }: Pick<MembershipJob, 'memberId' | 'expiresAt'>, leftMs: number): void {
  record.enqueue('memberships', { memberId, expiresAt }, Math.min(leftMs, sleepMaxMs));
}

/** Removes a member whose membership has ended, by the database's clock. A second delivery finds them removed. */
export class ExpireMemberService {
  constructor(private readonly house: House) {}

  run({ tenantId, memberId, expiresAt }: MembershipJob): Promise<'removed' | 'waits' | 'superseded'> {
    return this.house.tenancy.run({ tenantId }, async (tx) => {
      await tx.members.lockRights();
      const member = (await tx.members.lockForRoles(memberId)) ? await tx.members.find(memberId) : null;
      const expiry = await tx.members.findExpiry(memberId);
      if (!member || expiry?.expiresAt.toISOString() !== expiresAt) return 'superseded';
      const at = this.house.now();
      const record = new Record({ tenantId, actor: { kind: 'job', name: 'memberships' }, channel: 'job', traceId: null, causeId: null, at });
      if (expiry.leftMs > 0) wakeWhenExpired(record, { memberId, expiresAt }, expiry.leftMs);
      else await removeMember(tx, record, at, member, { action: 'member.expired', reason: 'The membership ended as it was said to.' });
      tx.conclude({ audit: record.audit, usage: record.usage, jobs: record.jobs });
      return expiry.leftMs > 0 ? 'waits' : 'removed';
    });
  }
}
