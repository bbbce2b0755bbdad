import { showStart } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowStartService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowStartController {
  constructor(private readonly service: ShowStartService) {}

  @Serves(showStart)
  show(@Called() call: Call<typeof showStart>) {
    return this.service.run(call);
  }
}
