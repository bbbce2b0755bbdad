import { showMember } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowMemberService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowMemberController {
  constructor(private readonly service: ShowMemberService) {}

  @Serves(showMember)
  show(@Called() call: Call<typeof showMember>) {
    return this.service.run(call);
  }
}
