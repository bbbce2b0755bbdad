import type { getAttachment } from '@countersign/contracts/attachments';
import { Refusal } from '@countersign/contracts/platform';
import { actorOf, type Call, type House, type OpenFile } from '../platform/index.js';
import { findReadable } from '../requests/index.js';
import { attachmentKey } from './attachment-key.part.js';

/** A file as it is kept, and how it is called. */
export interface KeptFile extends OpenFile {
  readonly name: string;
  readonly mediaType: string;
}

/** A file of any revision of a request that the actor may read. */
export class GetAttachmentService {
  constructor(private readonly house: House) {}

  async run(call: Call<typeof getAttachment>): Promise<KeptFile> {
    const actor = actorOf(call.caller);
    const { requestId, attachmentId } = call.input.params;
    const found = await this.house.tenancy.read(actor, async (tx) => {
      await findReadable(tx, actor, requestId);
      return tx.attachments.findOf(requestId, attachmentId);
    });
    if (!found) throw new Refusal('not_found');
    const file = await this.house.files.open(attachmentKey(attachmentId));
    if (!file) throw new Error('the bytes of a file of a revision are gone');
    return { ...file, name: found.name, mediaType: found.mediaType };
  }
}
