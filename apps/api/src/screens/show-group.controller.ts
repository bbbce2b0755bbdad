import { showGroup } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowGroupService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowGroupController {
  constructor(private readonly service: ShowGroupService) {}

  @Serves(showGroup)
  show(@Called() call: Call<typeof showGroup>) {
    return this.service.run(call);
  }
}
