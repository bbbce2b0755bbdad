import { showConnections } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowConnectionsService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowConnectionsController {
  constructor(private readonly service: ShowConnectionsService) {}

  @Serves(showConnections)
  show(@Called() call: Call<typeof showConnections>) {
    return this.service.run(call);
  }
}
