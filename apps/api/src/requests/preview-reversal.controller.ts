import { previewReversal } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { PreviewReversalService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewReversalController {
  constructor(private readonly service: PreviewReversalService) {}

  @Serves(previewReversal)
  preview(@Called() call: Call<typeof previewReversal>) {
    return this.service.run(call);
  }
}
