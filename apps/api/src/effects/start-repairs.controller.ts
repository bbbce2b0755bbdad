import { startRepairs } from '@countersign/contracts/effects';
import type { Call } from '@countersign/services/platform';
import { StartRepairsService } from '@countersign/services/effects';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StartRepairsController {
  constructor(private readonly service: StartRepairsService) {}

  @Serves(startRepairs)
  start(@Called() call: Call<typeof startRepairs>) {
    return this.service.run(call);
  }
}
