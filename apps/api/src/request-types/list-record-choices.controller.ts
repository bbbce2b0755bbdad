import { listRecordChoices } from '@countersign/contracts/request-types';
import type { Call } from '@countersign/services/platform';
import { ListRecordChoicesService } from '@countersign/services/request-types';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListRecordChoicesController {
  constructor(private readonly service: ListRecordChoicesService) {}

  @Serves(listRecordChoices)
  list(@Called() call: Call<typeof listRecordChoices>) {
    return this.service.run(call);
  }
}
