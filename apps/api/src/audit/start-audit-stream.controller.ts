import { startAuditStream } from '@countersign/contracts/audit';
import type { Call } from '@countersign/services/platform';
import { StartAuditStreamService } from '@countersign/services/audit';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StartAuditStreamController {
  constructor(private readonly service: StartAuditStreamService) {}

  @Serves(startAuditStream)
  start(@Called() call: Call<typeof startAuditStream>) {
    return this.service.run(call);
  }
}
