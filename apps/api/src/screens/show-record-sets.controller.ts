import { showRecordSets } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowRecordSetsService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowRecordSetsController {
  constructor(private readonly service: ShowRecordSetsService) {}

  @Serves(showRecordSets)
  show(@Called() call: Call<typeof showRecordSets>) {
    return this.service.run(call);
  }
}
