import { previewDecisions } from '@countersign/contracts/tasks';
import type { Call } from '@countersign/services/platform';
import { PreviewDecisionsService } from '@countersign/services/tasks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewDecisionsController {
  constructor(private readonly service: PreviewDecisionsService) {}

  @Serves(previewDecisions)
  preview(@Called() call: Call<typeof previewDecisions>) {
    return this.service.run(call);
  }
}
