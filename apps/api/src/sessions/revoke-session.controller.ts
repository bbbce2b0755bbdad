import { revokeSession } from '@countersign/contracts/sessions';
import type { Call } from '@countersign/services/platform';
import { RevokeSessionService } from '@countersign/services/sessions';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RevokeSessionController {
  constructor(private readonly service: RevokeSessionService) {}

  @Serves(revokeSession)
  revoke(@Called() call: Call<typeof revokeSession>) {
    return this.service.run(call);
  }
}
