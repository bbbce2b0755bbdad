import { previewRequest } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { PreviewRequestService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewRequestController {
  constructor(private readonly service: PreviewRequestService) {}

  @Serves(previewRequest)
  preview(@Called() call: Call<typeof previewRequest>) {
    return this.service.run(call);
  }
}
