import { startRecordRepairs } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { StartRecordRepairsService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StartRecordRepairsController {
  constructor(private readonly service: StartRecordRepairsService) {}

  @Serves(startRecordRepairs)
  start(@Called() call: Call<typeof startRecordRepairs>) {
    return this.service.run(call);
  }
}
