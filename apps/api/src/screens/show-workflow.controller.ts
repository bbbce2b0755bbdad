import { showWorkflow } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowWorkflowService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowWorkflowController {
  constructor(private readonly service: ShowWorkflowService) {}

  @Serves(showWorkflow)
  show(@Called() call: Call<typeof showWorkflow>) {
    return this.service.run(call);
  }
}
