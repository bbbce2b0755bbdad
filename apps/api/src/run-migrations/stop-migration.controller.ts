import { stopMigration } from '@countersign/contracts/run-migrations';
import type { Call } from '@countersign/services/platform';
import { StopMigrationService } from '@countersign/services/run-migrations';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StopMigrationController {
  constructor(private readonly service: StopMigrationService) {}

  @Serves(stopMigration)
  stop(@Called() call: Call<typeof stopMigration>) {
    return this.service.run(call);
  }
}
