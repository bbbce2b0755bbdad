import { listGroupMembers } from '@countersign/contracts/groups';
import type { Call } from '@countersign/services/platform';
import { ListGroupMembersService } from '@countersign/services/groups';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListGroupMembersController {
  constructor(private readonly service: ListGroupMembersService) {}

  @Serves(listGroupMembers)
  list(@Called() call: Call<typeof listGroupMembers>) {
    return this.service.run(call);
  }
}
