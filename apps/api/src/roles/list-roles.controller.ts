import { listRoles } from '@countersign/contracts/roles';
import type { Call } from '@countersign/services/platform';
import { ListRolesService } from '@countersign/services/roles';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListRolesController {
  constructor(private readonly service: ListRolesService) {}

  @Serves(listRoles)
  list(@Called() call: Call<typeof listRoles>) {
    return this.service.run(call);
  }
}
