import { acceptInvitation } from '@countersign/contracts/invitations';
import type { Call } from '@countersign/services/platform';
import { AcceptInvitationService } from '@countersign/services/invitations';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class AcceptInvitationController {
  constructor(private readonly service: AcceptInvitationService) {}

  @Serves(acceptInvitation)
  accept(@Called() call: Call<typeof acceptInvitation>) {
    return this.service.run(call);
  }
}
