import { startConnectionGrant } from '@countersign/contracts/connections';
import type { Call } from '@countersign/services/platform';
import { StartConnectionGrantService } from '@countersign/services/connections';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StartConnectionGrantController {
  constructor(private readonly service: StartConnectionGrantService) {}

  @Serves(startConnectionGrant)
  start(@Called() call: Call<typeof startConnectionGrant>) {
    return this.service.run(call);
  }
}
