import { previewRecordRepairs } from '@countersign/contracts/record-sets';
import type { Call } from '@countersign/services/platform';
import { PreviewRecordRepairsService } from '@countersign/services/record-sets';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewRecordRepairsController {
  constructor(private readonly service: PreviewRecordRepairsService) {}

  @Serves(previewRecordRepairs)
  preview(@Called() call: Call<typeof previewRecordRepairs>) {
    return this.service.run(call);
  }
}
