import { Record, type House } from '../platform/index.js';

/** Ids only: what it says is read when it is copied. */
export interface ProfileJob {
  readonly tenantId: string;
  readonly userId: string;
}

/** Copies what a user says of themselves to every membership that says otherwise. A second delivery finds nothing to do. */
export class CopyProfileService {
  constructor(private readonly house: House) {}

  async run({ userId }: ProfileJob): Promise<number> {
    let copied = 0;
    for (const membership of await this.house.entry.listMemberships(userId)) {
      await this.house.tenancy.run(membership, async (tx) => {
        const profile = await tx.entry.findProfile(userId);
        if (!profile || !(await tx.profiles.save(userId, profile))) return;
        const { tenantId, memberId } = membership;
        const record = new Record({ tenantId, actor: { kind: 'job', name: 'profiles' }, channel: 'job', traceId: null, causeId: null, at: this.house.now() });
        record.act({ action: 'profile.copied', subject: { kind: 'member', id: memberId, label: 'member' }, after: { pictureId: profile.picture?.id ?? null } });
        tx.conclude({ audit: record.audit });
        copied += 1;
      });
    }
    return copied;
  }
}
