import { startAttachmentUpload } from '@countersign/contracts/attachments';
import type { Call } from '@countersign/services/platform';
import { StartAttachmentUploadService } from '@countersign/services/attachments';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StartAttachmentUploadController {
  constructor(private readonly service: StartAttachmentUploadService) {}

  @Serves(startAttachmentUpload)
  start(@Called() call: Call<typeof startAttachmentUpload>) {
    return this.service.run(call);
  }
}
