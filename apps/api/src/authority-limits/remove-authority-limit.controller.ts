import { removeAuthorityLimit } from '@countersign/contracts/authority-limits';
import type { Call } from '@countersign/services/platform';
import { RemoveAuthorityLimitService } from '@countersign/services/authority-limits';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RemoveAuthorityLimitController {
  constructor(private readonly service: RemoveAuthorityLimitService) {}

  @Serves(removeAuthorityLimit)
  remove(@Called() call: Call<typeof removeAuthorityLimit>) {
    return this.service.run(call);
  }
}
