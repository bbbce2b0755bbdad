import { updateConnection } from '@countersign/contracts/connections';
import type { Call } from '@countersign/services/platform';
import { UpdateConnectionService } from '@countersign/services/connections';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class UpdateConnectionController {
  constructor(private readonly service: UpdateConnectionService) {}

  @Serves(updateConnection)
  update(@Called() call: Call<typeof updateConnection>) {
    return this.service.run(call);
  }
}
