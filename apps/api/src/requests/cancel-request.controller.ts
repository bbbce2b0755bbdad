import { cancelRequest } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { CancelRequestService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CancelRequestController {
  constructor(private readonly service: CancelRequestService) {}

  @Serves(cancelRequest)
  cancel(@Called() call: Call<typeof cancelRequest>) {
    return this.service.run(call);
  }
}
