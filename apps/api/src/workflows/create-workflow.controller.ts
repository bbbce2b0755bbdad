import { createWorkflow } from '@countersign/contracts/workflows';
import type { Call } from '@countersign/services/platform';
import { CreateWorkflowService } from '@countersign/services/workflows';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CreateWorkflowController {
  constructor(private readonly service: CreateWorkflowService) {}

  @Serves(createWorkflow)
  create(@Called() call: Call<typeof createWorkflow>) {
    return this.service.run(call);
  }
}
