import { getRepairs } from '@countersign/contracts/effects';
import type { Call } from '@countersign/services/platform';
import { GetRepairsService } from '@countersign/services/effects';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class GetRepairsController {
  constructor(private readonly service: GetRepairsService) {}

  @Serves(getRepairs)
  get(@Called() call: Call<typeof getRepairs>) {
    return this.service.run(call);
  }
}
