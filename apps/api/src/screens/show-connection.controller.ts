import { showConnection } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowConnectionService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowConnectionController {
  constructor(private readonly service: ShowConnectionService) {}

  @Serves(showConnection)
  show(@Called() call: Call<typeof showConnection>) {
    return this.service.run(call);
  }
}
