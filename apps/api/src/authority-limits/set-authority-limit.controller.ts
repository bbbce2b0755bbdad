import { setAuthorityLimit } from '@countersign/contracts/authority-limits';
import type { Call } from '@countersign/services/platform';
import { SetAuthorityLimitService } from '@countersign/services/authority-limits';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class SetAuthorityLimitController {
  constructor(private readonly service: SetAuthorityLimitService) {}

  @Serves(setAuthorityLimit)
  set(@Called() call: Call<typeof setAuthorityLimit>) {
    return this.service.run(call);
  }
}
