import { watchRequest } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { WatchRequestService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class WatchRequestController {
  constructor(private readonly service: WatchRequestService) {}

  @Serves(watchRequest)
  watch(@Called() call: Call<typeof watchRequest>) {
    return this.service.run(call);
  }
}
