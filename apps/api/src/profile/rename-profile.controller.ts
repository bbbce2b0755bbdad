import { renameProfile } from '@countersign/contracts/profile';
import type { Call } from '@countersign/services/platform';
import { RenameProfileService } from '@countersign/services/profile';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RenameProfileController {
  constructor(private readonly service: RenameProfileService) {}

  @Serves(renameProfile)
  rename(@Called() call: Call<typeof renameProfile>) {
    return this.service.run(call);
  }
}
