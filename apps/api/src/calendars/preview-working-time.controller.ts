import { previewWorkingTime } from '@countersign/contracts/calendars';
import type { Call } from '@countersign/services/platform';
import { PreviewWorkingTimeService } from '@countersign/services/calendars';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewWorkingTimeController {
  constructor(private readonly service: PreviewWorkingTimeService) {}

  @Serves(previewWorkingTime)
  preview(@Called() call: Call<typeof previewWorkingTime>) {
    return this.service.run(call);
  }
}
