import { setManager } from '@countersign/contracts/members';
import type { Call } from '@countersign/services/platform';
import { SetManagerService } from '@countersign/services/members';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class SetManagerController {
  constructor(private readonly service: SetManagerService) {}

  @Serves(setManager)
  set(@Called() call: Call<typeof setManager>) {
    return this.service.run(call);
  }
}
