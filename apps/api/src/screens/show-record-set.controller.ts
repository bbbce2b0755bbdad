import { showRecordSet } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowRecordSetService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowRecordSetController {
  constructor(private readonly service: ShowRecordSetService) {}

  @Serves(showRecordSet)
  show(@Called() call: Call<typeof showRecordSet>) {
    return this.service.run(call);
  }
}
