import { createDelegation } from '@countersign/contracts/delegations';
import type { Call } from '@countersign/services/platform';
import { CreateDelegationService } from '@countersign/services/delegations';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CreateDelegationController {
  constructor(private readonly service: CreateDelegationService) {}

  @Serves(createDelegation)
  create(@Called() call: Call<typeof createDelegation>) {
    return this.service.run(call);
  }
}
