import { getRequest } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { GetRequestService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class GetRequestController {
  constructor(private readonly service: GetRequestService) {}

  @Serves(getRequest)
  get(@Called() call: Call<typeof getRequest>) {
    return this.service.run(call);
  }
}
