import { proveSecondFactor } from '@countersign/contracts/identity';
import type { Call } from '@countersign/services/platform';
import { ProveSecondFactorService } from '@countersign/services/identity';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ProveSecondFactorController {
  constructor(private readonly service: ProveSecondFactorService) {}

  @Serves(proveSecondFactor)
  prove(@Called() call: Call<typeof proveSecondFactor>) {
    return this.service.run(call);
  }
}
