import { deleteGroup } from '@countersign/contracts/groups';
import type { Call } from '@countersign/services/platform';
import { DeleteGroupService } from '@countersign/services/groups';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class DeleteGroupController {
  constructor(private readonly service: DeleteGroupService) {}

  @Serves(deleteGroup)
  delete(@Called() call: Call<typeof deleteGroup>) {
    return this.service.run(call);
  }
}
