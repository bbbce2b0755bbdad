import { withdrawInvitation } from '@countersign/contracts/invitations';
import type { Call } from '@countersign/services/platform';
import { WithdrawInvitationService } from '@countersign/services/invitations';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class WithdrawInvitationController {
  constructor(private readonly service: WithdrawInvitationService) {}

  @Serves(withdrawInvitation)
  withdraw(@Called() call: Call<typeof withdrawInvitation>) {
    return this.service.run(call);
  }
}
