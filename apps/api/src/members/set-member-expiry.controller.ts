import { setMemberExpiry } from '@countersign/contracts/members';
import type { Call } from '@countersign/services/platform';
import { SetMemberExpiryService } from '@countersign/services/members';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class SetMemberExpiryController {
  constructor(private readonly service: SetMemberExpiryService) {}

  @Serves(setMemberExpiry)
  set(@Called() call: Call<typeof setMemberExpiry>) {
    return this.service.run(call);
  }
}
