import { listTasks } from '@countersign/contracts/tasks';
import type { Call } from '@countersign/services/platform';
import { ListTasksService } from '@countersign/services/tasks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListTasksController {
  constructor(private readonly service: ListTasksService) {}

  @Serves(listTasks)
  list(@Called() call: Call<typeof listTasks>) {
    return this.service.run(call);
  }
}
