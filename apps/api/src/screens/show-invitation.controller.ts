import { showInvitation } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowInvitationService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowInvitationController {
  constructor(private readonly service: ShowInvitationService) {}

  @Serves(showInvitation)
  show(@Called() call: Call<typeof showInvitation>) {
    return this.service.run(call);
  }
}
