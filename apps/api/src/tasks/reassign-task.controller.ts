import { reassignTask } from '@countersign/contracts/tasks';
import type { Call } from '@countersign/services/platform';
import { ReassignTaskService } from '@countersign/services/tasks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ReassignTaskController {
  constructor(private readonly service: ReassignTaskService) {}

  @Serves(reassignTask)
  reassign(@Called() call: Call<typeof reassignTask>) {
    return this.service.run(call);
  }
}
