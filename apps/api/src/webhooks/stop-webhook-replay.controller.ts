import { stopWebhookReplay } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { StopWebhookReplayService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StopWebhookReplayController {
  constructor(private readonly service: StopWebhookReplayService) {}

  @Serves(stopWebhookReplay)
  stop(@Called() call: Call<typeof stopWebhookReplay>) {
    return this.service.run(call);
  }
}
