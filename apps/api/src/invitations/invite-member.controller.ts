import { inviteMember } from '@countersign/contracts/invitations';
import type { Call } from '@countersign/services/platform';
import { InviteMemberService } from '@countersign/services/invitations';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class InviteMemberController {
  constructor(private readonly service: InviteMemberService) {}

  @Serves(inviteMember)
  invite(@Called() call: Call<typeof inviteMember>) {
    return this.service.run(call);
  }
}
