import { updateWebhookEndpoint } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { UpdateWebhookEndpointService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class UpdateWebhookEndpointController {
  constructor(private readonly service: UpdateWebhookEndpointService) {}

  @Serves(updateWebhookEndpoint)
  update(@Called() call: Call<typeof updateWebhookEndpoint>) {
    return this.service.run(call);
  }
}
