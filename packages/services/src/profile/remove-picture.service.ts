import { Refusal } from '@countersign/contracts/platform';
import type { removePicture } from '@countersign/contracts/profile';
import { actorOf, change, sessionOf, type Call, type House } from '../platform/index.js';
import { spreadProfile } from './spread-profile.part.js';

/** Takes a user's picture away; its bytes are removed later by the worker. */
export class RemovePictureService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof removePicture>) {
    const { userId } = sessionOf(call.caller);
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record) => {
      if (!(await tx.entry.showPicture(userId, null))) throw new Refusal('not_found', { detail: 'You have no picture.' });
      await spreadProfile(tx, record, userId);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: actor.memberId, label: 'member' } });
      return { picture: null };
    }, { first: (tx) => tx.members.lockOwn(actor.memberId) });
  }
}
