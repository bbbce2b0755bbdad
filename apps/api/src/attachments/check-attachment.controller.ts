import { checkAttachment } from '@countersign/contracts/attachments';
import type { Call } from '@countersign/services/platform';
import { CheckAttachmentService } from '@countersign/services/attachments';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CheckAttachmentController {
  constructor(private readonly service: CheckAttachmentService) {}

  @Serves(checkAttachment)
  check(@Called() call: Call<typeof checkAttachment>) {
    return this.service.run(call);
  }
}
