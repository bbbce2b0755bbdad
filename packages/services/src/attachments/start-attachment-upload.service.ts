import type { startAttachmentUpload } from '@countersign/contracts/attachments';
import { limitTries, type IdentityHouse } from '../identity/index.js';
import { actorOf, change, newId, sessionOf, type Call } from '../platform/index.js';
import { attachmentKey } from './attachment-key.part.js';

/** Long enough for the largest file over a slow line. */
const lastsMs = 30 * 60_000;
/** So many addresses an hour: what becomes part of no request stays for a day. */
const uploadsPerUser = { max: 240, windowSeconds: 3600 };

/** Announces the bytes of a file and gives out an address that takes them. */
export class StartAttachmentUploadService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof startAttachmentUpload>) {
    const { files, identityPool } = this.house;
    const actor = actorOf(call.caller);
    await limitTries(identityPool, 'attachment uploads', sessionOf(call.caller).userId, uploadsPerUser);
    const { name, type, bytes, sha256 } = call.input.body;
    const id = newId();
    const expiresAt = new Date(this.house.now().getTime() + lastsMs);
    // No copy is made of it later: the address takes no other bytes than these, however often.
    const presigned = await files.presignPut({ key: attachmentKey(id), mediaType: type, bytes, sha256, expiresAt });
    return change(this.house, call, actor, async (tx, record, at) => {
      await tx.attachments.announce({ id, uploadedBy: actor.memberId, name: name.trim(), mediaType: type, bytes, sha256, at });
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'attachment', id, label: 'file' }, after: { type, bytes, sha256 } });
      return { attachmentId: id, method: 'PUT' as const, url: presigned.url, headers: { ...presigned.headers }, expiresAt: expiresAt.toISOString() };
    });
  }
}
