import { confirmSecondFactor } from '@countersign/contracts/identity';
import type { Call } from '@countersign/services/platform';
import { ConfirmSecondFactorService } from '@countersign/services/identity';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ConfirmSecondFactorController {
  constructor(private readonly service: ConfirmSecondFactorService) {}

  @Serves(confirmSecondFactor)
  confirm(@Called() call: Call<typeof confirmSecondFactor>) {
    return this.service.run(call);
  }
}
