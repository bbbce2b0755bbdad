import { showProfile } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowProfileService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowProfileController {
  constructor(private readonly service: ShowProfileService) {}

  @Serves(showProfile)
  show(@Called() call: Call<typeof showProfile>) {
    return this.service.run(call);
  }
}
