import { listWebhookDeliveries } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { ListWebhookDeliveriesService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListWebhookDeliveriesController {
  constructor(private readonly service: ListWebhookDeliveriesService) {}

  @Serves(listWebhookDeliveries)
  list(@Called() call: Call<typeof listWebhookDeliveries>) {
    return this.service.run(call);
  }
}
