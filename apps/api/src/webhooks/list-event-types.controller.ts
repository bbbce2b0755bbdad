import { listEventTypes } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { ListEventTypesService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListEventTypesController {
  constructor(private readonly service: ListEventTypesService) {}

  @Serves(listEventTypes)
  list(@Called() call: Call<typeof listEventTypes>) {
    return this.service.run(call);
  }
}
