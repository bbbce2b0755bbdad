import { previewWebhookReplay } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { PreviewWebhookReplayService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewWebhookReplayController {
  constructor(private readonly service: PreviewWebhookReplayService) {}

  @Serves(previewWebhookReplay)
  preview(@Called() call: Call<typeof previewWebhookReplay>) {
    return this.service.run(call);
  }
}
