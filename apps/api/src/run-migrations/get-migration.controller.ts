import { getMigration } from '@countersign/contracts/run-migrations';
import type { Call } from '@countersign/services/platform';
import { GetMigrationService } from '@countersign/services/run-migrations';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class GetMigrationController {
  constructor(private readonly service: GetMigrationService) {}

  @Serves(getMigration)
  get(@Called() call: Call<typeof getMigration>) {
    return this.service.run(call);
  }
}
