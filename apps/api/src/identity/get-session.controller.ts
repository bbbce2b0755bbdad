import { getSession } from '@countersign/contracts/identity';
import type { Call } from '@countersign/services/platform';
import { GetSessionService } from '@countersign/services/identity';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class GetSessionController {
  constructor(private readonly service: GetSessionService) {}

  @Serves(getSession)
  get(@Called() call: Call<typeof getSession>) {
    return this.service.run(call);
  }
}
