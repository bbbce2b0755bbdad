import { listWebhookSources } from '@countersign/contracts/webhook-sources';
import type { Call } from '@countersign/services/platform';
import { ListWebhookSourcesService } from '@countersign/services/webhook-sources';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListWebhookSourcesController {
  constructor(private readonly service: ListWebhookSourcesService) {}

  @Serves(listWebhookSources)
  list(@Called() call: Call<typeof listWebhookSources>) {
    return this.service.run(call);
  }
}
