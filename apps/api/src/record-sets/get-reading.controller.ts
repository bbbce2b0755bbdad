import { getReading } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { GetReadingService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class GetReadingController {
  constructor(private readonly service: GetReadingService) {}

  @Serves(getReading)
  get(@Called() call: Call<typeof getReading>) {
    return this.service.run(call);
  }
}
