import { stopAuditStream } from '@countersign/contracts/audit';
import type { Call } from '@countersign/services/platform';
import { StopAuditStreamService } from '@countersign/services/audit';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StopAuditStreamController {
  constructor(private readonly service: StopAuditStreamService) {}

  @Serves(stopAuditStream)
  stop(@Called() call: Call<typeof stopAuditStream>) {
    return this.service.run(call);
  }
}
