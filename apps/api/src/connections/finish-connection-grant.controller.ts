import { finishConnectionGrant } from '@countersign/contracts/connections';
import type { Call } from '@countersign/services/platform';
import { FinishConnectionGrantService } from '@countersign/services/connections';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class FinishConnectionGrantController {
  constructor(private readonly service: FinishConnectionGrantService) {}

  @Serves(finishConnectionGrant)
  finish(@Called() call: Call<typeof finishConnectionGrant>) {
    return this.service.run(call);
  }
}
