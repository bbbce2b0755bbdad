import { repairEffect } from '@countersign/contracts/effects';
import type { Call } from '@countersign/services/platform';
import { RepairEffectService } from '@countersign/services/effects';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RepairEffectController {
  constructor(private readonly service: RepairEffectService) {}

  @Serves(repairEffect)
  repair(@Called() call: Call<typeof repairEffect>) {
    return this.service.run(call);
  }
}
