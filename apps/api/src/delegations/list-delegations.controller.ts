import { listDelegations } from '@countersign/contracts/delegations';
import type { Call } from '@countersign/services/platform';
import { ListDelegationsService } from '@countersign/services/delegations';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListDelegationsController {
  constructor(private readonly service: ListDelegationsService) {}

  @Serves(listDelegations)
  list(@Called() call: Call<typeof listDelegations>) {
    return this.service.run(call);
  }
}
