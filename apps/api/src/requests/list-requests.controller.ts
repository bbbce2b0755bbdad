import { listRequests } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { ListRequestsService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListRequestsController {
  constructor(private readonly service: ListRequestsService) {}

  @Serves(listRequests)
  list(@Called() call: Call<typeof listRequests>) {
    return this.service.run(call);
  }
}
