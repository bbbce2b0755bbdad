import { previewMemberRoles } from '@countersign/contracts/members';
import type { Call } from '@countersign/services/platform';
import { PreviewMemberRolesService } from '@countersign/services/members';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class PreviewMemberRolesController {
  constructor(private readonly service: PreviewMemberRolesService) {}

  @Serves(previewMemberRoles)
  preview(@Called() call: Call<typeof previewMemberRoles>) {
    return this.service.run(call);
  }
}
