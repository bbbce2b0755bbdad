import { createWebhookEndpoint } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { CreateWebhookEndpointService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CreateWebhookEndpointController {
  constructor(private readonly service: CreateWebhookEndpointService) {}

  @Serves(createWebhookEndpoint)
  create(@Called() call: Call<typeof createWebhookEndpoint>) {
    return this.service.run(call);
  }
}
