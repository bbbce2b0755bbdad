import { decideRequest } from '@countersign/contracts/tasks';
import type { Call } from '@countersign/services/platform';
import { DecideRequestService } from '@countersign/services/tasks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class DecideRequestController {
  constructor(private readonly service: DecideRequestService) {}

  @Serves(decideRequest)
  decide(@Called() call: Call<typeof decideRequest>) {
    return this.service.run(call);
  }
}
