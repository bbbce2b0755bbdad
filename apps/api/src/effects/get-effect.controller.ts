import { getEffect } from '@countersign/contracts/effects';
import type { Call } from '@countersign/services/platform';
import { GetEffectService } from '@countersign/services/effects';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class GetEffectController {
  constructor(private readonly service: GetEffectService) {}

  @Serves(getEffect)
  get(@Called() call: Call<typeof getEffect>) {
    return this.service.run(call);
  }
}
