import { previewDecision } from '@countersign/contracts/tasks';
import type { Call } from '@countersign/services/platform';
import { PreviewDecisionService } from '@countersign/services/tasks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewDecisionController {
  constructor(private readonly service: PreviewDecisionService) {}

  @Serves(previewDecision)
  preview(@Called() call: Call<typeof previewDecision>) {
    return this.service.run(call);
  }
}
