import { publishWorkflowVersion } from '@countersign/contracts/workflows';
import type { Call } from '@countersign/services/platform';
import { PublishWorkflowVersionService } from '@countersign/services/workflows';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PublishWorkflowVersionController {
  constructor(private readonly service: PublishWorkflowVersionService) {}

  @Serves(publishWorkflowVersion)
  publish(@Called() call: Call<typeof publishWorkflowVersion>) {
    return this.service.run(call);
  }
}
