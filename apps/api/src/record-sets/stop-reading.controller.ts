import { stopReading } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { StopReadingService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StopReadingController {
  constructor(private readonly service: StopReadingService) {}

  @Serves(stopReading)
  stop(@Called() call: Call<typeof stopReading>) {
    return this.service.run(call);
  }
}
