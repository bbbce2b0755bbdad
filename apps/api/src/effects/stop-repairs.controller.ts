import { stopRepairs } from '@countersign/contracts/effects';
import type { Call } from '@countersign/services/platform';
import { StopRepairsService } from '@countersign/services/effects';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StopRepairsController {
  constructor(private readonly service: StopRepairsService) {}

  @Serves(stopRepairs)
  stop(@Called() call: Call<typeof stopRepairs>) {
    return this.service.run(call);
  }
}
