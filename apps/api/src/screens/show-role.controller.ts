import { showRole } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowRoleService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowRoleController {
  constructor(private readonly service: ShowRoleService) {}

  @Serves(showRole)
  show(@Called() call: Call<typeof showRole>) {
    return this.service.run(call);
  }
}
