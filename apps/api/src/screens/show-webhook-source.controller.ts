import { showWebhookSource } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowWebhookSourceService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowWebhookSourceController {
  constructor(private readonly service: ShowWebhookSourceService) {}

  @Serves(showWebhookSource)
  show(@Called() call: Call<typeof showWebhookSource>) {
    return this.service.run(call);
  }
}
