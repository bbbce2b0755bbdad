import { startMigration } from '@countersign/contracts/run-migrations';
import type { Call } from '@countersign/services/platform';
import { StartMigrationService } from '@countersign/services/run-migrations';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StartMigrationController {
  constructor(private readonly service: StartMigrationService) {}

  @Serves(startMigration)
  start(@Called() call: Call<typeof startMigration>) {
    return this.service.run(call);
  }
}
