import { showAudit } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowAuditService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowAuditController {
  constructor(private readonly service: ShowAuditService) {}

  @Serves(showAudit)
  show(@Called() call: Call<typeof showAudit>) {
    return this.service.run(call);
  }
}
