import { showReconciliation } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowReconciliationService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowReconciliationController {
  constructor(private readonly service: ShowReconciliationService) {}

  @Serves(showReconciliation)
  show(@Called() call: Call<typeof showReconciliation>) {
    return this.service.run(call);
  }
}
