import { startSecondFactor } from '@countersign/contracts/identity';
import type { Call } from '@countersign/services/platform';
import { StartSecondFactorService } from '@countersign/services/identity';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StartSecondFactorController {
  constructor(private readonly service: StartSecondFactorService) {}

  @Serves(startSecondFactor)
  start(@Called() call: Call<typeof startSecondFactor>) {
    return this.service.run(call);
  }
}
