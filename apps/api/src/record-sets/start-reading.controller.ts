import { startReading } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { StartReadingService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StartReadingController {
  constructor(private readonly service: StartReadingService) {}

  @Serves(startReading)
  start(@Called() call: Call<typeof startReading>) {
    return this.service.run(call);
  }
}
