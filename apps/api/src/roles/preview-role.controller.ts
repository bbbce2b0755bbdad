import { previewRole } from '@countersign/contracts/roles';
import type { Call } from '@countersign/services/platform';
import { PreviewRoleService } from '@countersign/services/roles';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewRoleController {
  constructor(private readonly service: PreviewRoleService) {}

  @Serves(previewRole)
  preview(@Called() call: Call<typeof previewRole>) {
    return this.service.run(call);
  }
}
