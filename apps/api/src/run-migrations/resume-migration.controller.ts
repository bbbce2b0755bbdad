import { resumeMigration } from '@countersign/contracts/run-migrations';
import type { Call } from '@countersign/services/platform';
import { ResumeMigrationService } from '@countersign/services/run-migrations';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ResumeMigrationController {
  constructor(private readonly service: ResumeMigrationService) {}

  @Serves(resumeMigration)
  resume(@Called() call: Call<typeof resumeMigration>) {
    return this.service.run(call);
  }
}
