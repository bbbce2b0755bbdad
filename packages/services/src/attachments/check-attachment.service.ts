import type { AttachmentRow } from '@countersign/database/attachments';
import { attachmentTypes, type AttachmentType, type checkAttachment } from '@countersign/contracts/attachments';
import { Refusal } from '@countersign/contracts/platform';
import { createHash } from 'node:crypto';
import { actorOf, change, FairLine, type Call, type House } from '../platform/index.js';
import { attachmentViewOf } from '../requests/index.js';
import { attachmentKey } from './attachment-key.part.js';
import { typeOfBytes } from './sniff-type.part.js';

// Each holds up to 25 MiB in memory; one person's wait for each other first.
const line = new FairLine(2);

/** Looks at the bytes that arrived, before any transaction is open, and says that they are what was announced, or why not. */
export class CheckAttachmentService {
  constructor(private readonly house: House) {}

  async run(call: Call<typeof checkAttachment>) {
    const actor = actorOf(call.caller);
    const { attachmentId } = call.input.params;
    const announced = await this.house.tenancy.read(actor, (tx) => tx.attachments.findOwn(attachmentId, actor.memberId));
    if (!announced) throw new Refusal('not_found');
    if (!announced.isChecked) await line.run(actor.memberId, () => this.look(announced));
    return change(this.house, call, actor, async (tx, record, at) => {
      if (!(await tx.attachments.markChecked(attachmentId, at))) throw new Refusal('not_found');
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'attachment', id: attachmentId, label: 'file' }, after: { type: announced.mediaType, bytes: announced.bytes, sha256: announced.sha256 } });
      return { attachment: attachmentViewOf(announced), receipt };
    });
  }

  private async look({ id, mediaType, bytes: length, sha256 }: AttachmentRow): Promise<void> {
    const file = await this.house.files.open(attachmentKey(id));
    if (!file) throw new Refusal('upload_missing', { detail: 'No bytes have arrived at the address that you were given. Put them there, or start anew.' });
    if (file.length !== length) {
      file.bytes.destroy();
      throw unusable('The bytes are not those that were announced.');
    }
    const bytes = Buffer.concat((await file.bytes.toArray()) as Buffer[]);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw unusable('The bytes are not those that were announced.');
    const found = await typeOfBytes(bytes);
    if (found !== mediaType && !(found === 'text' && mediaType.startsWith('text/'))) throw unusable(`It is called ${attachmentTypes[mediaType as AttachmentType]}, and is ${found === null ? 'something else' : `not: its bytes are ${found}`}.`);
  }
}

const unusable = (why: string) => new Refusal('attachment_unusable', { detail: `${why} It was not attached. What can be: ${Object.values(attachmentTypes).join(', ')}.` });
