import { showWebhooks } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowWebhooksService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowWebhooksController {
  constructor(private readonly service: ShowWebhooksService) {}

  @Serves(showWebhooks)
  show(@Called() call: Call<typeof showWebhooks>) {
    return this.service.run(call);
  }
}
