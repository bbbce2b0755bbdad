import { previewWorkflow } from '@countersign/contracts/workflows';
import type { Call } from '@countersign/services/platform';
import { PreviewWorkflowService } from '@countersign/services/workflows';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewWorkflowController {
  constructor(private readonly service: PreviewWorkflowService) {}

  @Serves(previewWorkflow)
  preview(@Called() call: Call<typeof previewWorkflow>) {
    return this.service.run(call);
  }
}
