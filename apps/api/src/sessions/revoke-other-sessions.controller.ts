import { revokeOtherSessions } from '@countersign/contracts/sessions';
import type { Call } from '@countersign/services/platform';
import { RevokeOtherSessionsService } from '@countersign/services/sessions';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RevokeOtherSessionsController {
  constructor(private readonly service: RevokeOtherSessionsService) {}

  @Serves(revokeOtherSessions)
  revoke(@Called() call: Call<typeof revokeOtherSessions>) {
    return this.service.run(call);
  }
}
