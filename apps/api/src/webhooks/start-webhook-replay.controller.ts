import { startWebhookReplay } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { StartWebhookReplayService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StartWebhookReplayController {
  constructor(private readonly service: StartWebhookReplayService) {}

  @Serves(startWebhookReplay)
  start(@Called() call: Call<typeof startWebhookReplay>) {
    return this.service.run(call);
  }
}
