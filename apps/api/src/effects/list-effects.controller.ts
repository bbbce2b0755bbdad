import { listEffects } from '@countersign/contracts/effects';
import type { Call } from '@countersign/services/platform';
import { ListEffectsService } from '@countersign/services/effects';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListEffectsController {
  constructor(private readonly service: ListEffectsService) {}

  @Serves(listEffects)
  list(@Called() call: Call<typeof listEffects>) {
    return this.service.run(call);
  }
}
