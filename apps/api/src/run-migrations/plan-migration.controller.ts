import { planMigration } from '@countersign/contracts/run-migrations';
import type { Call } from '@countersign/services/platform';
import { PlanMigrationService } from '@countersign/services/run-migrations';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PlanMigrationController {
  constructor(private readonly service: PlanMigrationService) {}

  @Serves(planMigration)
  plan(@Called() call: Call<typeof planMigration>) {
    return this.service.run(call);
  }
}
