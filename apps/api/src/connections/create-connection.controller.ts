import { createConnection } from '@countersign/contracts/connections';
import type { Call } from '@countersign/services/platform';
import { CreateConnectionService } from '@countersign/services/connections';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CreateConnectionController {
  constructor(private readonly service: CreateConnectionService) {}

  @Serves(createConnection)
  create(@Called() call: Call<typeof createConnection>) {
    return this.service.run(call);
  }
}
