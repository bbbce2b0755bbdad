import { revokeDecision } from '@countersign/contracts/tasks';
import type { Call } from '@countersign/services/platform';
import { RevokeDecisionService } from '@countersign/services/tasks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RevokeDecisionController {
  constructor(private readonly service: RevokeDecisionService) {}

  @Serves(revokeDecision)
  revoke(@Called() call: Call<typeof revokeDecision>) {
    return this.service.run(call);
  }
}
