import { listGroups } from '@countersign/contracts/groups';
import type { Call } from '@countersign/services/platform';
import { ListGroupsService } from '@countersign/services/groups';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListGroupsController {
  constructor(private readonly service: ListGroupsService) {}

  @Serves(listGroups)
  list(@Called() call: Call<typeof listGroups>) {
    return this.service.run(call);
  }
}
