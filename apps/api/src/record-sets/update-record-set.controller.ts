import { updateRecordSet } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { UpdateRecordSetService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class UpdateRecordSetController {
  constructor(private readonly service: UpdateRecordSetService) {}

  @Serves(updateRecordSet)
  update(@Called() call: Call<typeof updateRecordSet>) {
    return this.service.run(call);
  }
}
