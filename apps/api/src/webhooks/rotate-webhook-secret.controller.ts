import { rotateWebhookSecret } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { RotateWebhookSecretService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RotateWebhookSecretController {
  constructor(private readonly service: RotateWebhookSecretService) {}

  @Serves(rotateWebhookSecret)
  rotate(@Called() call: Call<typeof rotateWebhookSecret>) {
    return this.service.run(call);
  }
}
