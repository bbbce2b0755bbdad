import { retireWorkflowVersion } from '@countersign/contracts/workflows';
import type { Call } from '@countersign/services/platform';
import { RetireWorkflowVersionService } from '@countersign/services/workflows';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RetireWorkflowVersionController {
  constructor(private readonly service: RetireWorkflowVersionService) {}

  @Serves(retireWorkflowVersion)
  retire(@Called() call: Call<typeof retireWorkflowVersion>) {
    return this.service.run(call);
  }
}
