import { getRecordRepairs } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { GetRecordRepairsService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class GetRecordRepairsController {
  constructor(private readonly service: GetRecordRepairsService) {}

  @Serves(getRecordRepairs)
  get(@Called() call: Call<typeof getRecordRepairs>) {
    return this.service.run(call);
  }
}
