import { compensateEffect } from '@countersign/contracts/effects';
import type { Call } from '@countersign/services/platform';
import { CompensateEffectService } from '@countersign/services/effects';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CompensateEffectController {
  constructor(private readonly service: CompensateEffectService) {}

  @Serves(compensateEffect)
  compensate(@Called() call: Call<typeof compensateEffect>) {
    return this.service.run(call);
  }
}
