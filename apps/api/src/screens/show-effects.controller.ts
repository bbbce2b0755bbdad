import { showEffects } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowEffectsService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowEffectsController {
  constructor(private readonly service: ShowEffectsService) {}

  @Serves(showEffects)
  show(@Called() call: Call<typeof showEffects>) {
    return this.service.run(call);
  }
}
