import { addGroupMembers } from '@countersign/contracts/groups';
import type { Call } from '@countersign/services/platform';
import { AddGroupMembersService } from '@countersign/services/groups';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class AddGroupMembersController {
  constructor(private readonly service: AddGroupMembersService) {}

  @Serves(addGroupMembers)
  add(@Called() call: Call<typeof addGroupMembers>) {
    return this.service.run(call);
  }
}
