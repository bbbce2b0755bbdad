import { getGroup } from '@countersign/contracts/groups';
import type { Call } from '@countersign/services/platform';
import { GetGroupService } from '@countersign/services/groups';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class GetGroupController {
  constructor(private readonly service: GetGroupService) {}

  @Serves(getGroup)
  get(@Called() call: Call<typeof getGroup>) {
    return this.service.run(call);
  }
}
