import { removeSecondFactor } from '@countersign/contracts/identity';
import type { Call } from '@countersign/services/platform';
import { RemoveSecondFactorService } from '@countersign/services/identity';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RemoveSecondFactorController {
  constructor(private readonly service: RemoveSecondFactorService) {}

  @Serves(removeSecondFactor)
  remove(@Called() call: Call<typeof removeSecondFactor>) {
    return this.service.run(call);
  }
}
