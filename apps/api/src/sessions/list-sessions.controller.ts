import { listSessions } from '@countersign/contracts/sessions';
import type { Call } from '@countersign/services/platform';
import { ListSessionsService } from '@countersign/services/sessions';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListSessionsController {
  constructor(private readonly service: ListSessionsService) {}

  @Serves(listSessions)
  list(@Called() call: Call<typeof listSessions>) {
    return this.service.run(call);
  }
}
