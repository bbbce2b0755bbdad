import { deactivateMember } from '@countersign/contracts/members';
import type { Call } from '@countersign/services/platform';
import { DeactivateMemberService } from '@countersign/services/members';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class DeactivateMemberController {
  constructor(private readonly service: DeactivateMemberService) {}

  @Serves(deactivateMember)
  deactivate(@Called() call: Call<typeof deactivateMember>) {
    return this.service.run(call);
  }
}
