import { listConnections } from '@countersign/contracts/connections';
import type { Call } from '@countersign/services/platform';
import { ListConnectionsService } from '@countersign/services/connections';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListConnectionsController {
  constructor(private readonly service: ListConnectionsService) {}

  @Serves(listConnections)
  list(@Called() call: Call<typeof listConnections>) {
    return this.service.run(call);
  }
}
