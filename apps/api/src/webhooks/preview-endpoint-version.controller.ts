import { previewEndpointVersion } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { PreviewEndpointVersionService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewEndpointVersionController {
  constructor(private readonly service: PreviewEndpointVersionService) {}

  @Serves(previewEndpointVersion)
  preview(@Called() call: Call<typeof previewEndpointVersion>) {
    return this.service.run(call);
  }
}
