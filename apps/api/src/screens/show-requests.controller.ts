import { showRequests } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowRequestsService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowRequestsController {
  constructor(private readonly service: ShowRequestsService) {}

  @Serves(showRequests)
  show(@Called() call: Call<typeof showRequests>) {
    return this.service.run(call);
  }
}
