import type { renameProfile } from '@countersign/contracts/profile';
import { actorOf, change, sessionOf, type Call, type House } from '../platform/index.js';
import { spreadProfile } from './spread-profile.part.js';

/** Changes a user's name: here in the same transaction, in their other companies by a job. */
export class RenameProfileService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof renameProfile>) {
    const { userId } = sessionOf(call.caller);
    const actor = actorOf(call.caller);
    const name = call.input.body.name.trim();
    return change(this.house, call, actor, async (tx, record) => {
      await tx.entry.renameUser(userId, name);
      await spreadProfile(tx, record, userId);
      // Names are personal and stay out of the audit: the id says who.
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: actor.memberId, label: 'member' } });
      return { name };
    }, { first: (tx) => tx.members.lockOwn(actor.memberId) });
  }
}
