import { showRequest } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowRequestService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowRequestController {
  constructor(private readonly service: ShowRequestService) {}

  @Serves(showRequest)
  show(@Called() call: Call<typeof showRequest>) {
    return this.service.run(call);
  }
}
