import { assignMemberRoles } from '@countersign/contracts/members';
import type { Call } from '@countersign/services/platform';
import { AssignMemberRolesService } from '@countersign/services/members';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class AssignMemberRolesController {
  constructor(private readonly service: AssignMemberRolesService) {}

  @Serves(assignMemberRoles)
  assign(@Called() call: Call<typeof assignMemberRoles>) {
    return this.service.run(call);
  }
}
