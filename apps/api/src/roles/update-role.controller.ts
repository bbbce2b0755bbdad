import { updateRole } from '@countersign/contracts/roles';
import type { Call } from '@countersign/services/platform';
import { UpdateRoleService } from '@countersign/services/roles';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class UpdateRoleController {
  constructor(private readonly service: UpdateRoleService) {}

  @Serves(updateRole)
  update(@Called() call: Call<typeof updateRole>) {
    return this.service.run(call);
  }
}
