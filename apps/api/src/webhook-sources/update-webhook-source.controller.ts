import { updateWebhookSource } from '@countersign/contracts/webhook-sources';
import type { Call } from '@countersign/services/platform';
import { UpdateWebhookSourceService } from '@countersign/services/webhook-sources';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class UpdateWebhookSourceController {
  constructor(private readonly service: UpdateWebhookSourceService) {}

  @Serves(updateWebhookSource)
  update(@Called() call: Call<typeof updateWebhookSource>) {
    return this.service.run(call);
  }
}
