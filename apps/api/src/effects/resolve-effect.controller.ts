import { resolveEffect } from '@countersign/contracts/effects';
import { ResolveEffectService } from '@countersign/services/effects';
import type { Call } from '@countersign/services/platform';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ResolveEffectController {
  constructor(private readonly service: ResolveEffectService) {}

  @Serves(resolveEffect)
  resolve(@Called() call: Call<typeof resolveEffect>) {
    return this.service.run(call);
  }
}
