import { renewInvitation } from '@countersign/contracts/invitations';
import type { Call } from '@countersign/services/platform';
import { RenewInvitationService } from '@countersign/services/invitations';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RenewInvitationController {
  constructor(private readonly service: RenewInvitationService) {}

  @Serves(renewInvitation)
  renew(@Called() call: Call<typeof renewInvitation>) {
    return this.service.run(call);
  }
}
