import { rereadRecord } from '@countersign/contracts/tasks';
import type { Call } from '@countersign/services/platform';
import { RereadRecordService } from '@countersign/services/tasks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RereadRecordController {
  constructor(private readonly service: RereadRecordService) {}

  @Serves(rereadRecord)
  reread(@Called() call: Call<typeof rereadRecord>) {
    return this.service.run(call);
  }
}
