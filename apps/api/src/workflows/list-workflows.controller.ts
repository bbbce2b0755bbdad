import { listWorkflows } from '@countersign/contracts/workflows';
import type { Call } from '@countersign/services/platform';
import { ListWorkflowsService } from '@countersign/services/workflows';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListWorkflowsController {
  constructor(private readonly service: ListWorkflowsService) {}

  @Serves(listWorkflows)
  list(@Called() call: Call<typeof listWorkflows>) {
    return this.service.run(call);
  }
}
