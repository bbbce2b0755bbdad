import { showMigration } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowMigrationService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowMigrationController {
  constructor(private readonly service: ShowMigrationService) {}

  @Serves(showMigration)
  show(@Called() call: Call<typeof showMigration>) {
    return this.service.run(call);
  }
}
