import { listFindings } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { ListFindingsService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListFindingsController {
  constructor(private readonly service: ListFindingsService) {}

  @Serves(listFindings)
  list(@Called() call: Call<typeof listFindings>) {
    return this.service.run(call);
  }
}
