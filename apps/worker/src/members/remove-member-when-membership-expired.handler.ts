import type { ExpireMemberService, MembershipJob } from '@countersign/services/members';

/** Removes a member at the end that was said of their membership. Delivered twice, it finds them removed and writes nothing. */
export class RemoveMemberWhenMembershipExpiredHandler {
  static readonly queue = 'memberships';
  constructor(private readonly service: Pick<ExpireMemberService, 'run'>) {}

  /** Throws what the service throws, so that the queue delivers the job again. */
  async run({ tenantId, memberId, expiresAt }: MembershipJob): Promise<void> {
    await this.service.run({ tenantId, memberId, expiresAt });
  }
}
