import { getRole } from '@countersign/contracts/roles';
import type { Call } from '@countersign/services/platform';
import { GetRoleService } from '@countersign/services/roles';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class GetRoleController {
  constructor(private readonly service: GetRoleService) {}

  @Serves(getRole)
  get(@Called() call: Call<typeof getRole>) {
    return this.service.run(call);
  }
}
