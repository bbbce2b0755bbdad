import { listRecordSets } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { ListRecordSetsService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListRecordSetsController {
  constructor(private readonly service: ListRecordSetsService) {}

  @Serves(listRecordSets)
  list(@Called() call: Call<typeof listRecordSets>) {
    return this.service.run(call);
  }
}
