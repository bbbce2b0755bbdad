import { reviseRequest } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { ReviseRequestService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ReviseRequestController {
  constructor(private readonly service: ReviseRequestService) {}

  @Serves(reviseRequest)
  revise(@Called() call: Call<typeof reviseRequest>) {
    return this.service.run(call);
  }
}
