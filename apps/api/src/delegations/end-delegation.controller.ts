import { endDelegation } from '@countersign/contracts/delegations';
import type { Call } from '@countersign/services/platform';
import { EndDelegationService } from '@countersign/services/delegations';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class EndDelegationController {
  constructor(private readonly service: EndDelegationService) {}

  @Serves(endDelegation)
  end(@Called() call: Call<typeof endDelegation>) {
    return this.service.run(call);
  }
}
