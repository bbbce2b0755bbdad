import { showWebhookSources } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowWebhookSourcesService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowWebhookSourcesController {
  constructor(private readonly service: ShowWebhookSourcesService) {}

  @Serves(showWebhookSources)
  show(@Called() call: Call<typeof showWebhookSources>) {
    return this.service.run(call);
  }
}
