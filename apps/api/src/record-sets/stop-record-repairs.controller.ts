import { stopRecordRepairs } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { StopRecordRepairsService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StopRecordRepairsController {
  constructor(private readonly service: StopRecordRepairsService) {}

  @Serves(stopRecordRepairs)
  stop(@Called() call: Call<typeof stopRecordRepairs>) {
    return this.service.run(call);
  }
}
