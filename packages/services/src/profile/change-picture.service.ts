import type { changePicture } from '@countersign/contracts/profile';
import { Refusal } from '@countersign/contracts/platform';
import type { IdentityHouse } from '../identity/index.js';
import { actorOf, change, sessionOf, type Call } from '../platform/index.js';
import { pictureViewOf } from './picture-view.part.js';
import { pictureOfUpload, type PictureOfUpload } from './picture-uploads.part.js';
import { spreadProfile } from './spread-profile.part.js';

/** Makes an uploaded picture the one that is shown. The bytes are fetched, checked and kept before any transaction is open. */
export class ChangePictureService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof changePicture>) {
    const { userId } = sessionOf(call.caller);
    const actor = actorOf(call.caller);
    const { uploadId } = call.input.body;
    const made = await this.make(userId, uploadId);
    return change(this.house, call, actor, async (tx, record) => {
      // Only now: a call that was answered before is answered the same, though the upload is gone.
      if (made instanceof Refusal) throw made;
      const picture = { id: uploadId, colour: made.colour };
      await tx.entry.showPicture(userId, picture);
      await spreadProfile(tx, record, userId);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: actor.memberId, label: 'member' }, after: { pictureId: uploadId } });
      return { picture: pictureViewOf(picture) };
    }, { first: (tx) => tx.members.lockOwn(actor.memberId) });
  }

  private async make(userId: string, uploadId: string): Promise<PictureOfUpload | Refusal> {
    try {
      return await pictureOfUpload(this.house, userId, uploadId);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }
}
