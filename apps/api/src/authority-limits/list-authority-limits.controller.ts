import { listAuthorityLimits } from '@countersign/contracts/authority-limits';
import type { Call } from '@countersign/services/platform';
import { ListAuthorityLimitsService } from '@countersign/services/authority-limits';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListAuthorityLimitsController {
  constructor(private readonly service: ListAuthorityLimitsService) {}

  @Serves(listAuthorityLimits)
  list(@Called() call: Call<typeof listAuthorityLimits>) {
    return this.service.run(call);
  }
}
