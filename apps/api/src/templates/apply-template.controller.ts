import { applyTemplate } from '@countersign/contracts/templates';
import type { Call } from '@countersign/services/platform';
import { ApplyTemplateService } from '@countersign/services/templates';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ApplyTemplateController {
  constructor(private readonly service: ApplyTemplateService) {}

  @Serves(applyTemplate)
  apply(@Called() call: Call<typeof applyTemplate>) {
    return this.service.run(call);
  }
}
