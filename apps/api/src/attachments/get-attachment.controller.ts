import { getAttachment } from '@countersign/contracts/attachments';
import type { Call } from '@countersign/services/platform';
import { GetAttachmentService } from '@countersign/services/attachments';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class GetAttachmentController {
  constructor(private readonly service: GetAttachmentService) {}

  @Serves(getAttachment)
  get(@Called() call: Call<typeof getAttachment>) {
    return this.service.run(call);
  }
}
