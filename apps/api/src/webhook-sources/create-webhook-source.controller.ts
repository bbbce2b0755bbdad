import { createWebhookSource } from '@countersign/contracts/webhook-sources';
import type { Call } from '@countersign/services/platform';
import { CreateWebhookSourceService } from '@countersign/services/webhook-sources';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CreateWebhookSourceController {
  constructor(private readonly service: CreateWebhookSourceService) {}

  @Serves(createWebhookSource)
  create(@Called() call: Call<typeof createWebhookSource>) {
    return this.service.run(call);
  }
}
