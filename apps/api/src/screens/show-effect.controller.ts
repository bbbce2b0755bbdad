import { showEffect } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowEffectService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowEffectController {
  constructor(private readonly service: ShowEffectService) {}

  @Serves(showEffect)
  show(@Called() call: Call<typeof showEffect>) {
    return this.service.run(call);
  }
}
