import { decideRequests } from '@countersign/contracts/tasks';
import type { Call } from '@countersign/services/platform';
import { DecideRequestsService } from '@countersign/services/tasks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class DecideRequestsController {
  constructor(private readonly service: DecideRequestsService) {}

  @Serves(decideRequests)
  decide(@Called() call: Call<typeof decideRequests>) {
    return this.service.run(call);
  }
}
