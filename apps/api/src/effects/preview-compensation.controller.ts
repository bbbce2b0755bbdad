import { previewCompensation } from '@countersign/contracts/effects';
import type { Call } from '@countersign/services/platform';
import { PreviewCompensationService } from '@countersign/services/effects';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewCompensationController {
  constructor(private readonly service: PreviewCompensationService) {}

  @Serves(previewCompensation)
  preview(@Called() call: Call<typeof previewCompensation>) {
    return this.service.run(call);
  }
}
