import { resumeWebhookEndpoint } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { ResumeWebhookEndpointService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ResumeWebhookEndpointController {
  constructor(private readonly service: ResumeWebhookEndpointService) {}

  @Serves(resumeWebhookEndpoint)
  resume(@Called() call: Call<typeof resumeWebhookEndpoint>) {
    return this.service.run(call);
  }
}
