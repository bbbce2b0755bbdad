import { addWorkflowVersion } from '@countersign/contracts/workflows';
import type { Call } from '@countersign/services/platform';
import { AddWorkflowVersionService } from '@countersign/services/workflows';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class AddWorkflowVersionController {
  constructor(private readonly service: AddWorkflowVersionService) {}

  @Serves(addWorkflowVersion)
  add(@Called() call: Call<typeof addWorkflowVersion>) {
    return this.service.run(call);
  }
}
