import { listMembers } from '@countersign/contracts/members';
import type { Call } from '@countersign/services/platform';
import { ListMembersService } from '@countersign/services/members';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListMembersController {
  constructor(private readonly service: ListMembersService) {}

  @Serves(listMembers)
  list(@Called() call: Call<typeof listMembers>) {
    return this.service.run(call);
  }
}
