import { listKeptRecords } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { ListKeptRecordsService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListKeptRecordsController {
  constructor(private readonly service: ListKeptRecordsService) {}

  @Serves(listKeptRecords)
  list(@Called() call: Call<typeof listKeptRecords>) {
    return this.service.run(call);
  }
}
