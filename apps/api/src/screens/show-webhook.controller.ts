import { showWebhook } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowWebhookService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowWebhookController {
  constructor(private readonly service: ShowWebhookService) {}

  @Serves(showWebhook)
  show(@Called() call: Call<typeof showWebhook>) {
    return this.service.run(call);
  }
}
