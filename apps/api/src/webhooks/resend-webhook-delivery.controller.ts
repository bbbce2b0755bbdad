import { resendWebhookDelivery } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { ResendWebhookDeliveryService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ResendWebhookDeliveryController {
  constructor(private readonly service: ResendWebhookDeliveryService) {}

  @Serves(resendWebhookDelivery)
  resend(@Called() call: Call<typeof resendWebhookDelivery>) {
    return this.service.run(call);
  }
}
