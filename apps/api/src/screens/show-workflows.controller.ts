import { showWorkflows } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowWorkflowsService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowWorkflowsController {
  constructor(private readonly service: ShowWorkflowsService) {}

  @Serves(showWorkflows)
  show(@Called() call: Call<typeof showWorkflows>) {
    return this.service.run(call);
  }
}
