import { testConnection } from '@countersign/contracts/connections';
import type { Call } from '@countersign/services/platform';
import { TestConnectionService } from '@countersign/services/connections';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class TestConnectionController {
  constructor(private readonly service: TestConnectionService) {}

  @Serves(testConnection)
  test(@Called() call: Call<typeof testConnection>) {
    return this.service.run(call);
  }
}
