import { createRecordSet } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { CreateRecordSetService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CreateRecordSetController {
  constructor(private readonly service: CreateRecordSetService) {}

  @Serves(createRecordSet)
  create(@Called() call: Call<typeof createRecordSet>) {
    return this.service.run(call);
  }
}
