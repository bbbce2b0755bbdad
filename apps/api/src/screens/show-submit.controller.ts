import { showSubmit } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowSubmitService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowSubmitController {
  constructor(private readonly service: ShowSubmitService) {}

  @Serves(showSubmit)
  show(@Called() call: Call<typeof showSubmit>) {
    return this.service.run(call);
  }
}
