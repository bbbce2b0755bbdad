import { listWebhookEndpoints } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { ListWebhookEndpointsService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListWebhookEndpointsController {
  constructor(private readonly service: ListWebhookEndpointsService) {}

  @Serves(listWebhookEndpoints)
  list(@Called() call: Call<typeof listWebhookEndpoints>) {
    return this.service.run(call);
  }
}
