import { createGroup } from '@countersign/contracts/groups';
import type { Call } from '@countersign/services/platform';
import { CreateGroupService } from '@countersign/services/groups';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CreateGroupController {
  constructor(private readonly service: CreateGroupService) {}

  @Serves(createGroup)
  create(@Called() call: Call<typeof createGroup>) {
    return this.service.run(call);
  }
}
