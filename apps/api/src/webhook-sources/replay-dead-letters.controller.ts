import { replayDeadLetters } from '@countersign/contracts/webhook-sources';
import type { Call } from '@countersign/services/platform';
import { ReplayDeadLettersService } from '@countersign/services/webhook-sources';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ReplayDeadLettersController {
  constructor(private readonly service: ReplayDeadLettersService) {}

  @Serves(replayDeadLetters)
  replay(@Called() call: Call<typeof replayDeadLetters>) {
    return this.service.run(call);
  }
}
