import { createRole } from '@countersign/contracts/roles';
import type { Call } from '@countersign/services/platform';
import { CreateRoleService } from '@countersign/services/roles';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CreateRoleController {
  constructor(private readonly service: CreateRoleService) {}

  @Serves(createRole)
  create(@Called() call: Call<typeof createRole>) {
    return this.service.run(call);
  }
}
