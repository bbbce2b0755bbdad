import { listAuditEntries } from '@countersign/contracts/audit';
import type { Call } from '@countersign/services/platform';
import { ListAuditEntriesService } from '@countersign/services/audit';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListAuditEntriesController {
  constructor(private readonly service: ListAuditEntriesService) {}

  @Serves(listAuditEntries)
  list(@Called() call: Call<typeof listAuditEntries>) {
    return this.service.run(call);
  }
}
