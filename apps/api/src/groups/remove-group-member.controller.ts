import { removeGroupMember } from '@countersign/contracts/groups';
import type { Call } from '@countersign/services/platform';
import { RemoveGroupMemberService } from '@countersign/services/groups';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RemoveGroupMemberController {
  constructor(private readonly service: RemoveGroupMemberService) {}

  @Serves(removeGroupMember)
  remove(@Called() call: Call<typeof removeGroupMember>) {
    return this.service.run(call);
  }
}
