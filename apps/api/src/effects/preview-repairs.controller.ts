import { previewRepairs } from '@countersign/contracts/effects';
import type { Call } from '@countersign/services/platform';
import { PreviewRepairsService } from '@countersign/services/effects';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewRepairsController {
  constructor(private readonly service: PreviewRepairsService) {}

  @Serves(previewRepairs)
  preview(@Called() call: Call<typeof previewRepairs>) {
    return this.service.run(call);
  }
}
