import { renameGroup } from '@countersign/contracts/groups';
import type { Call } from '@countersign/services/platform';
import { RenameGroupService } from '@countersign/services/groups';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RenameGroupController {
  constructor(private readonly service: RenameGroupService) {}

  @Serves(renameGroup)
  rename(@Called() call: Call<typeof renameGroup>) {
    return this.service.run(call);
  }
}
