import { startReconciliation } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { StartReconciliationService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StartReconciliationController {
  constructor(private readonly service: StartReconciliationService) {}

  @Serves(startReconciliation)
  start(@Called() call: Call<typeof startReconciliation>) {
    return this.service.run(call);
  }
}
