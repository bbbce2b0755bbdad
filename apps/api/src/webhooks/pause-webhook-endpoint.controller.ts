import { pauseWebhookEndpoint } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { PauseWebhookEndpointService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PauseWebhookEndpointController {
  constructor(private readonly service: PauseWebhookEndpointService) {}

  @Serves(pauseWebhookEndpoint)
  pause(@Called() call: Call<typeof pauseWebhookEndpoint>) {
    return this.service.run(call);
  }
}
