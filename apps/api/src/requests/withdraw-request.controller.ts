import { withdrawRequest } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { WithdrawRequestService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class WithdrawRequestController {
  constructor(private readonly service: WithdrawRequestService) {}

  @Serves(withdrawRequest)
  withdraw(@Called() call: Call<typeof withdrawRequest>) {
    return this.service.run(call);
  }
}
